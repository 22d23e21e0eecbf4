import { vendorOf } from '../data/model.ts'
import type { TokenCount } from './price.ts'

/**
 * The `usage` of a reply. Claude counts cached tokens beside `prompt_tokens`, everybody else inside; that is
 * what the API really sends, although one page of the documents shows it otherwise.
 */
export function writeUsage(modelId: string, tokens: TokenCount, searches: number): Record<string, unknown> {
  const { read, written } = tokens.cache
  const exclusive = vendorOf(modelId) === 'anthropic'
  const prompt = exclusive ? tokens.prompt - read - written : tokens.prompt
  return {
    prompt_tokens: prompt,
    completion_tokens: tokens.completion,
    total_tokens: prompt + tokens.completion,
    prompt_tokens_details: { cached_tokens: exclusive ? 0 : read, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: tokens.reasoning, audio_tokens: 0 },
    cache_creation_input_tokens: exclusive ? written : 0,
    cache_read_input_tokens: exclusive ? read : 0,
    ...(searches > 0 && { num_search_queries: searches }),
  }
}
