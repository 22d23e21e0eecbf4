import type { LanguageModelV4FinishReason } from '@ai-sdk/provider'
import type { JsonRecord } from './json.ts'

type UnifiedReason = LanguageModelV4FinishReason['unified']

/** How the body of an answer ended, apart from what its frames said. */
export interface Ending {
  /** The reason the server gave, as written. */
  rawReason: string | undefined
  /** `[DONE]` arrived, or the answer was one whole JSON document. */
  complete: boolean
  /** An error frame arrived, or the connection broke. */
  failed: boolean
  /** At least one tool call that the application is to execute is complete. */
  hasToolCalls: boolean
}

// What upstreams behind the aggregator call their endings. NanoGPT documents the first name of each
// row (API sheet §6.1); the others reach users all the same.
const REASONS: Readonly<Record<Exclude<UnifiedReason, 'interrupted' | 'other'>, readonly string[]>> = {
  stop: ['stop', 'end_turn', 'eos', 'eos_token', 'stop_sequence', 'end', 'complete', 'completed', 'done'],
  length: [
    'length',
    'max_tokens',
    'max_output_tokens',
    'max_completion_tokens',
    'model_length',
    'model_context_window_exceeded',
  ],
  'tool-calls': ['tool_calls', 'tool_call', 'tool_use', 'function_call', 'function_calls'],
  'content-filter': [
    'content_filter',
    'content_filtered',
    'content_policy_violation',
    'safety',
    'sensitive',
    'refusal',
    'blocked',
    'blocklist',
    'prohibited_content',
    'recitation',
    'spii',
    'image_safety',
    'guardrail_intervened',
  ],
  error: [
    'error',
    'network_error',
    'server_error',
    'upstream_error',
    'internal_error',
    'failed',
    'insufficient_system_resource',
    'malformed_function_call',
  ],
}

const UNIFIED_REASONS = new Map<string, UnifiedReason>(
  Object.entries(REASONS).flatMap(([unified, names]) =>
    names.map((name): [string, UnifiedReason] => [name, unified as UnifiedReason]),
  ),
)

/**
 * Decides how an answer ended.
 *
 * | what arrived                                  | unified reason                                     |
 * | --------------------------------------------- | -------------------------------------------------- |
 * | an error frame, or a broken connection        | `error`, whatever came before or after             |
 * | a stop reason, or `[DONE]` without any reason | `tool-calls` with complete tool calls, else `stop` |
 * | a known reason                                | that reason                                        |
 * | an unknown reason                             | `tool-calls` with complete tool calls, else `other`|
 * | neither a reason nor `[DONE]`                 | `interrupted`                                      |
 */
export function unifyFinishReason(ending: Ending): LanguageModelV4FinishReason {
  const { rawReason: raw } = ending
  return { unified: unifiedReason(ending), raw }
}

function unifiedReason({ rawReason, complete, failed, hasToolCalls }: Ending): UnifiedReason {
  if (failed) return 'error'
  if (rawReason === undefined) {
    if (!complete) return 'interrupted'
    return hasToolCalls ? 'tool-calls' : 'stop'
  }
  const unified = UNIFIED_REASONS.get(canonicalReason(rawReason))
  if (unified === undefined) return hasToolCalls ? 'tool-calls' : 'other'
  return unified === 'stop' && hasToolCalls ? 'tool-calls' : unified
}

/** What an answer says that ends with the reason `error` and gives no other. */
export const UPSTREAM_FAILED: JsonRecord = {
  error: { code: 'upstream_error', message: 'The upstream provider ended the answer with an error.' },
}

/** `toolUse`, `FINISH_REASON_STOP` and `content_filter: RECITATION` are spellings of the same words. */
function canonicalReason(rawReason: string): string {
  return rawReason
    .replace(/:.*$/s, '')
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll('-', '_')
    .toLowerCase()
    .replace(/^finish_reason_/, '')
    .trim()
}
