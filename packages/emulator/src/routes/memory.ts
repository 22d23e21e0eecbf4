import { round } from '../billing/money.ts'
import { countTokens } from '../billing/tokens.ts'
import { invalidRequest, invalidValue } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { memoryFields, type MemoryMessage } from '../contract/memory-fields.ts'
import { validate } from '../contract/validate.ts'
import { compressMessages, memoryText } from '../engine/compress-messages.ts'
import { hash } from '../engine/random.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import { checkKey } from '../middleware/require-key.ts'
import type { PromptCache } from '../state/prompt-cache.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { charge } from './charge.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { inTextErrors } from './rewrite-errors.ts'

/** USD per million tokens: of this endpoint, and others than where a chat uses memory (API sheet §19). */
const prices = { input: 5, cached: 2.5, output: 10 }

/** The header wins over the body. Nothing is kept here, so how long is only checked. */
function checkRetention(context: EmulatorContext): void {
  const { min, max } = limits.memoryDays
  const header = context.req.header('memory_expiration_days')
  const days = Number(header ?? min)
  if (Number.isInteger(days) && days >= min && days <= max) return
  throw invalidValue('memory_expiration_days', `expiration_days must be an integer from ${min} to ${max}`)
}

/** Tokens of the beginning that was compressed before. Remembers this conversation for the next time. */
function readCache(
  messages: readonly MemoryMessage[],
  cache: PromptCache,
): { total: number; cached: number } {
  let key = 'memory'
  let total = 0
  let cached = 0
  for (const message of messages) {
    const text = `${message.role}\n${memoryText(message)}`
    key = `memory#${hash(key + text)}#${hash(text + key)}`
    total += countTokens(text)
    if (cache.has(key)) cached = total
    cache.add(key)
  }
  return { total, cached }
}

function readRequest(context: EmulatorContext): { messages: MemoryMessage[]; limit: number } {
  const json = requireJson(context)
  const list = typeof json === 'object' && json !== null && 'messages' in json ? json.messages : undefined
  if (!Array.isArray(list) || list.length === 0) {
    throw invalidRequest('missing_required_parameter', 'messages must be a non-empty array')
  }
  const { value, unknownFields } = validate(memoryFields, json)
  reportUnknownFields(context, unknownFields)
  checkRetention(context)
  const { min, default: usual } = limits.memoryContext
  return { messages: value.messages, limit: Math.max(min, value.model_context_limit ?? usual) }
}

/** `POST …/memory`: messages go in, fewer and shorter ones come out; no model is asked. */
export const memory = inTextErrors(context => {
  const { promptCache, replies } = context.env.state
  checkKey(context)
  const { messages, limit } = readRequest(context)

  const scripted = replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const compressed = compressMessages(messages, limit)
  const { total, cached } = readCache(messages, promptCache)
  const output = compressed.reduce((sum, { role, content }) => sum + countTokens(`${role}\n${content}`), 0)
  const cost = (total - cached) * prices.input + cached * prices.cached + output * prices.output
  charge(context, {
    kind: 'memory',
    model: 'Context Memory',
    cost: round(cost / 1_000_000),
    inputTokens: total,
    outputTokens: output,
  })
  const usage = {
    prompt_tokens: total,
    completion_tokens: output,
    total_tokens: total + output,
    prompt_tokens_details: { cached_tokens: cached },
  }
  return deliver(context, jsonReply({ messages: compressed, usage }))
})
