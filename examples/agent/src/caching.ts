import { parseModelId, type NanoGPTModelInfo } from '@nanogpt/ai-sdk-provider'

/** Options that make the prompt cache work for an agent, and why these. */
export interface Caching {
  /** For `providerOptions.nanogpt`. */
  options: { caching?: true; promptCaching?: true }
  reason: string
}

/**
 * An agent sends its whole conversation again with every step, so a cache pays from the second step on. How it is
 * switched on depends on the model.
 */
export function chooseCaching(modelId: string, models: readonly NanoGPTModelInfo[]): Caching {
  const { base, routing } = parseModelId(modelId)
  // Claude caches what it is told to: writing costs 1.25 times the input price, reading 0.1 times. Markers of one's
  // own cannot stand on tool results, which is where the conversation of an agent ends; so NanoGPT places them.
  if (/claude/i.test(base)) return { options: { promptCaching: true }, reason: 'Claude, 5 minutes' }
  if (routing !== undefined) return { options: {}, reason: `the id asks for ${routing}, which excludes it` }
  const { cacheRead, input } =
    (models.find(({ id }) => id === modelId || id === base) ?? {}).tokenPrices ?? {}
  // Many providers serve an open model, not all with a cache. Where none has one, `caching` would be refused.
  if (cacheRead === undefined || input === undefined || cacheRead >= input) {
    return { options: {}, reason: 'the catalogue names no price for it' }
  }
  return { options: { caching: true }, reason: `$${cacheRead} instead of $${input} per million tokens` }
}
