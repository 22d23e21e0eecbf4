import { InvalidArgumentError } from '@ai-sdk/provider'
import type { JsonRecord } from '../wire/json.ts'

/**
 * A body with the fields that a call adds as they are; they win.
 *
 * @param reserved fields that other arguments of the call say, and this must not.
 * @throws InvalidArgumentError naming the one of them that was passed.
 */
export function withExtraBody(
  fields: JsonRecord,
  extraBody: JsonRecord | undefined,
  reserved: readonly string[],
): JsonRecord {
  const replaced = reserved.find(field => extraBody !== undefined && field in extraBody)
  if (replaced === undefined) return { ...fields, ...extraBody }
  throw new InvalidArgumentError({
    argument: 'providerOptions',
    message: `providerOptions.nanogpt.extraBody must not contain '${replaced}': the call itself says what it is.`,
  })
}
