import type { z } from 'zod/v4'
import { asRecord, definedEntries, type JsonRecord } from '../wire/json.ts'
import { aliasOf, withOwnOptions, type Optioned } from './own-options.ts'
import { parseOptions } from './parse-options.ts'

/**
 * Reads the options of a call: `providerOptions.nanogpt`, and what stands under another name of the provider.
 *
 * @throws InvalidArgumentError naming the option that is unknown or of the wrong kind.
 */
export function readCallOptions<Options>(schema: z.ZodObject, call: Optioned, providerName: string): Options {
  const given = withOwnOptions(call, aliasOf(providerName)).providerOptions?.nanogpt ?? {}
  // The schema has one entry for every key of the type.
  return parseOptions(schema, withSendableBody(given)) as Options
}

/** What is undefined in `extraBody` is not sent; the schema would not take it for JSON. */
function withSendableBody(given: JsonRecord): JsonRecord {
  const extraBody = asRecord(given.extraBody)
  return extraBody === undefined ? given : { ...given, extraBody: definedEntries(extraBody) }
}
