import type { SharedV4ProviderOptions } from '@ai-sdk/provider'
import { parseOptions } from '../options/parse-options.ts'
import { definedEntries } from '../wire/json.ts'
import type { NanoGPTLanguageModelChatOptions } from './chat-options.ts'
import { chatOptionsSchema } from './chat-options-schema.ts'

/**
 * Reads the options of a call.
 *
 * @throws InvalidArgumentError naming the option that is unknown or of the wrong kind.
 */
export function parseChatOptions(
  providerOptions: SharedV4ProviderOptions | undefined,
): NanoGPTLanguageModelChatOptions {
  const { extraBody, ...others } = providerOptions?.nanogpt ?? {}
  // What is undefined is not sent; the schema would not take it for JSON.
  const isRecord = typeof extraBody === 'object' && extraBody !== null
  const given = { ...others, extraBody: isRecord ? definedEntries(extraBody) : extraBody }
  // The schema has one entry for every key of the type.
  return parseOptions(chatOptionsSchema(), given) as NanoGPTLanguageModelChatOptions
}
