/** Where a base path, or a field of the request, wants the reasoning. */
export type ReasoningField = 'reasoning' | 'reasoning_content' | 'content' | 'hidden'

/** What a base path changes about chat completions. */
export interface ChatFamily {
  reasoningField: ReasoningField
  /** Refuses models that the subscription does not include. */
  subscriptionOnly: boolean
}

/** The base paths that have chat completions. */
export const chatFamilies: Readonly<Record<string, ChatFamily>> = {
  '/api/v1': { reasoningField: 'reasoning', subscriptionOnly: false },
  '/v1': { reasoningField: 'reasoning', subscriptionOnly: false },
  '/api/v1legacy': { reasoningField: 'reasoning_content', subscriptionOnly: false },
  '/api/v1thinking': { reasoningField: 'content', subscriptionOnly: false },
  '/api/subscription/v1': { reasoningField: 'reasoning', subscriptionOnly: true },
}
