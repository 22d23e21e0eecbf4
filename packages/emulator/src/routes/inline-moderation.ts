import { ApiError, invalidRequest } from '../contract/api-error.ts'
import { moderate } from '../engine/moderate.ts'
import type { EmulatorContext } from '../env.ts'
import { charge } from './charge.ts'

/** USD; no document says what a moderation costs, only that it is charged, also when it refuses. */
const price = 0.0001

/** Moderates a prompt. Gives the headers that say so, or refuses the prompt. */
export function moderateInline(
  context: EmulatorContext,
  text: string,
  model: string | undefined,
): Record<string, string> {
  if (model === undefined) return {}
  if (text.trim() === '')
    throw invalidRequest('empty_moderation_input', 'There is no text to moderate', 'moderation')
  const result = moderate(text, model)
  charge(context, { kind: 'moderation', model, cost: price, extra: true })
  const headers = {
    'x-nanogpt-inline-moderation-model': model,
    'x-nanogpt-inline-moderation-flagged': String(result.flagged),
    'x-nanogpt-inline-moderation-cost-usd': String(price),
  }
  if (!result.flagged) return headers
  throw new ApiError(
    {
      status: 400,
      code: 'content_policy_violation',
      message: 'The prompt was flagged by moderation.',
      param: 'moderation',
    },
    { headers, extra: { moderation: result } },
  )
}
