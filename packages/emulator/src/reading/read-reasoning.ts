import { invalidRequest } from '../contract/api-error.ts'
import type { Effort, Model } from '../data/model.ts'
import type { ChatRequest } from './chat-request.ts'

const unasked: Record<Model['thinking'], Effort | undefined> = {
  never: undefined,
  asked: undefined,
  default: 'medium',
  always: 'high',
}

/** The last change of effort inside the conversation. */
function updatedEffort({ body }: ChatRequest): Effort | undefined {
  const update = body.messages.findLast(
    message => 'configuration_update' in message && message.configuration_update,
  )
  return update && 'configuration_update' in update
    ? update.configuration_update?.reasoning.effort
    : undefined
}

/** An effort, and whether the caller named that level. */
interface Wish {
  effort: Effort
  named: boolean
}

/** Settings of the body win over the suffix, also `enabled: true` over the suffix `none`. */
function readWish(request: ChatRequest): Wish | undefined {
  const { body, reference } = request
  const explicit = updatedEffort(request) ?? body.reasoning_effort ?? body.reasoning?.effort
  if (explicit !== undefined) return { effort: explicit, named: true }
  if (body.reasoning?.enabled === false) return { effort: 'none', named: true }
  const suffix = reference.directives.findLast(directive => directive.kind === 'effort')?.value as
    | Effort
    | undefined
  const switchedOn = body.reasoning?.enabled === true || body.reasoning?.max_tokens !== undefined
  if (switchedOn && (suffix === undefined || suffix === 'none')) return { effort: 'medium', named: false }
  return suffix && { effort: suffix, named: true }
}

function unsupported(effort: Effort, model: Model): Error {
  const levels = model.efforts?.join(', ') ?? 'any but none'
  return invalidRequest(
    'unsupported_reasoning_effort',
    `${model.id} does not support the reasoning effort "${effort}". Supported: ${levels}.`,
    'reasoning_effort',
  )
}

/** A level that nobody named is moved to one the model has; one that was named is refused. */
function fit({ effort, named }: Wish, model: Model): Effort {
  if (model.thinking === 'always' && effort === 'none') throw unsupported(effort, model)
  if (model.efforts === undefined || model.efforts.includes(effort)) return effort
  // Switching off works through another field and needs no level.
  if (effort === 'none') return effort
  if (named) throw unsupported(effort, model)
  return model.efforts.findLast(level => level !== 'none') ?? effort
}

/** How hard the model thinks; `undefined` or `none` where it does not. */
export function readEffort(request: ChatRequest): Effort | undefined {
  const { model } = request.reference
  if (model.thinking === 'never') return undefined
  const usual = unasked[model.thinking]
  const wish = readWish(request) ?? (usual && { effort: usual, named: false })
  return wish && fit(wish, model)
}

export function readExclude({ body, reference }: ChatRequest): boolean {
  return body.reasoning?.exclude ?? reference.directives.some(({ kind }) => kind === 'exclude')
}
