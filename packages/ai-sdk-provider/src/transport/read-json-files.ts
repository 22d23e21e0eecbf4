import { APICallError } from '@ai-sdk/provider'
import { createJsonResponseHandler, isAbortError, jsonSchema } from '@ai-sdk/provider-utils'
import { isErrorRecord } from '../errors/error-body.ts'
import { asRecord, type JsonRecord } from '../wire/json.ts'
import type { Answer } from './request.ts'

/**
 * Reads JSON with files in base64, which become bytes while they arrive: as text they would be in memory four times.
 * What is no base64 of 64 KiB or more stays text.
 *
 * @param paths of the fields with files, such as `data[*].b64_json`.
 * @throws APICallError as `readJsonAnswer`, with a placeholder for every file in it.
 */
export async function readJsonFiles(
  response: Response,
  answer: Answer,
  paths: readonly string[],
): Promise<JsonRecord> {
  const { errors } = answer
  const { value, rawValue } = await parse(response, answer, paths)
  const [record, shown] = [asRecord(value), asRecord(rawValue)]
  if (record === undefined || shown === undefined) throw errors.fromUnreadableBody(JSON.stringify(rawValue))
  if (isErrorRecord(shown)) throw errors.fromRecord(shown)
  return record
}

async function parse(response: Response, { url, errors }: Answer, paths: readonly string[]) {
  const parseResponse = createJsonResponseHandler<unknown>(jsonSchema({}), {
    experimental_binaryFields: paths,
  })
  try {
    return await parseResponse({ response, url, requestBodyValues: undefined })
  } catch (error) {
    if (isAbortError(error)) throw error
    throw APICallError.isInstance(error) && error.responseBody !== undefined
      ? errors.fromUnreadableBody(error.responseBody)
      : errors.fromBrokenConnection(error)
  }
}
