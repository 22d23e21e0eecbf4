import { invalidRequest, invalidValue } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { readSwitch, type ChatRequest } from './chat-request.ts'

/** Context Memory: header before suffix for the days; `memory: false` in the body switches the suffix off. */
export function readMemoryDays({ body, reference, header }: ChatRequest): number | undefined {
  const { min, max } = limits.memoryDays
  const expiration = header('memory_expiration_days')
  const days = expiration === undefined ? undefined : Number(expiration)
  if (days !== undefined && !(Number.isInteger(days) && days >= min && days <= max)) {
    throw invalidValue(
      'memory_expiration_days',
      `memory_expiration_days must be an integer from ${min} to ${max}`,
    )
  }
  const suffix =
    body.memory === false ? undefined : reference.directives.findLast(({ kind }) => kind === 'memory')
  if (suffix?.kind === 'memory') return days ?? suffix.days
  return readSwitch(header('memory')) ? (days ?? limits.memoryDays.default) : undefined
}

const redactionHeaders = ['redaction', 'redacted', 'piiredaction', 'piiredacted']

/** A suffix switches redaction on whatever a header says. */
export function readRedaction({ reference, header }: ChatRequest): boolean {
  const suffix = reference.directives.some(({ kind }) => kind === 'redaction')
  return suffix || redactionHeaders.some(name => readSwitch(header(name)) === true)
}

const defaultModerationModel = 'omni-moderation-latest'

/** The model of inline moderation; `undefined` where it is not asked for. */
export function readModeration({ header }: Pick<ChatRequest, 'header'>): string | undefined {
  const asked = header('moderation')
  const wanted = readSwitch(asked)
  if (asked === undefined || wanted === false) return undefined
  const named = wanted === undefined ? asked : undefined
  const other = header('moderation-model')
  if (named !== undefined && other !== undefined && named !== other) {
    throw invalidRequest(
      'conflicting_moderation_model',
      `The headers moderation ("${named}") and moderation-model ("${other}") name different models.`,
      'moderation',
    )
  }
  return named ?? other ?? defaultModerationModel
}
