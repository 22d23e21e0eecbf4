import type { JSONObject, LanguageModelV4Usage } from '@ai-sdk/provider'
import { asCount, asRecord, firstDefined, type JsonRecord } from './json.ts'

/** The places of an answer that speak of tokens. */
export interface UsageSources {
  /** `usage` of any chunk or of `choices[0]`, merged. */
  usage: JsonRecord | undefined
  /** `x_nanogpt_pricing`: the only source in a stream that did not ask for usage (field note A3). */
  pricing: JsonRecord | undefined
  /** `x_nanogpt_cache`. */
  cache: JsonRecord | undefined
  /** Decides how a cache read without any other evidence is counted. */
  modelId: string
  /** The answer contained reasoning: then a counter of zero is not believed (field note A1). */
  sawReasoning: boolean
}

/** Token counts of an answer in the shape of the specification: never negative, never NaN, `undefined` when unknown. */
export function readUsage(sources: UsageSources): LanguageModelV4Usage {
  const { usage, pricing } = sources
  const raw = usage ?? (pricing && { x_nanogpt_pricing: pricing })
  return {
    inputTokens: readInputTokens(sources),
    outputTokens: readOutputTokens(sources),
    // A record that came out of a JSON document is a JSON object.
    ...(raw && { raw: raw as JSONObject }),
  }
}

function readInputTokens({ usage = {}, pricing = {}, cache = {}, modelId }: UsageSources) {
  const details = asRecord(usage.prompt_tokens_details) ?? asRecord(usage.input_tokens_details) ?? {}
  const prompt = firstDefined(
    asCount(usage.prompt_tokens),
    asCount(usage.input_tokens),
    asCount(pricing.inputTokens),
  )
  // Kimi keeps it beside the details.
  const cached = firstPositive(asCount(details.cached_tokens), asCount(usage.cached_tokens))
  const read = firstPositive(
    cached,
    asCount(usage.cache_read_input_tokens),
    asCount(usage.prompt_cache_hit_tokens),
    asCount(cache.readTokens),
    asCount(cache.cache_read_tokens),
    asCount(pricing.cacheReadInputTokens),
  )
  const write = firstPositive(
    asCount(usage.cache_creation_input_tokens),
    sumOf(usage.cache_creation),
    asCount(usage.cache_write_input_tokens),
    asCount(usage.cache_write_tokens),
    asCount(details.cache_write_tokens),
    asCount(details.cache_creation_tokens),
    asCount(details.created_cache_tokens),
    asCount(cache.writeTokens),
    asCount(cache.cache_write_tokens),
    asCount(pricing.cacheCreationInputTokens),
  )

  if (prompt === undefined) {
    return { total: undefined, noCache: undefined, cacheRead: read, cacheWrite: write }
  }
  const touched = (read ?? 0) + (write ?? 0)
  const excluded = isCacheExcluded({ prompt, cached, read, touched, modelId })
  const total = excluded ? prompt + touched : prompt
  return { total, noCache: Math.max(0, total - touched), cacheRead: read, cacheWrite: write }
}

/**
 * Whether `prompt_tokens` leaves out what the cache read and wrote. Claude's does (probed live, July
 * 2026), every other family's includes it, and the documents show both (field note A4).
 */
function isCacheExcluded(count: {
  prompt: number
  cached: number | undefined
  read: number | undefined
  touched: number
  modelId: string
}): boolean {
  if ((count.cached ?? 0) > 0) return false
  if (count.prompt < count.touched) return true
  return (count.read ?? 0) > 0 && /claude/i.test(count.modelId)
}

function readOutputTokens({ usage = {}, pricing = {}, sawReasoning }: UsageSources) {
  const details = asRecord(usage.completion_tokens_details) ?? asRecord(usage.output_tokens_details) ?? {}
  const completion = firstDefined(
    asCount(usage.completion_tokens),
    asCount(usage.output_tokens),
    asCount(pricing.outputTokens),
  )
  const reported = firstDefined(asCount(details.reasoning_tokens), asCount(usage.reasoning_tokens))
  const reasoning = sawReasoning ? positive(reported) : reported

  if (completion === undefined) return { total: undefined, text: undefined, reasoning }
  if (reasoning === undefined) {
    return { total: completion, text: sawReasoning ? undefined : completion, reasoning }
  }
  const total = isReasoningExcluded(usage, completion, reasoning) ? completion + reasoning : completion
  return { total, text: total - reasoning, reasoning }
}

/** Some upstreams (xAI's among them) leave reasoning out of `completion_tokens`; their total tells. */
function isReasoningExcluded(usage: JsonRecord, completion: number, reasoning: number): boolean {
  if (reasoning > completion) return true
  const prompt = asCount(usage.prompt_tokens)
  const total = asCount(usage.total_tokens)
  return (
    reasoning > 0 && prompt !== undefined && total !== undefined && total === prompt + completion + reasoning
  )
}

/** Claude's count of what was written, by lifetime. */
function sumOf(counts: unknown): number | undefined {
  const known = Object.values(asRecord(counts) ?? {})
    .map(asCount)
    .filter(count => count !== undefined)
  return known.length === 0 ? undefined : known.reduce((sum, count) => sum + count, 0)
}

/** Of several counters the first that counted anything; a zero may stand for one that does not exist. */
function firstPositive(...counts: readonly (number | undefined)[]): number | undefined {
  return counts.find(count => count !== undefined && count > 0) ?? firstDefined(...counts)
}

function positive(count: number | undefined): number | undefined {
  return count === 0 ? undefined : count
}
