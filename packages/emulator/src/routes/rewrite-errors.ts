import { ApiError } from '../contract/api-error.ts'
import type { EnvelopeName } from '../contract/envelopes.ts'
import type { EmulatorContext } from '../env.ts'

type Answer = (context: EmulatorContext) => Response | Promise<Response>
type Rewrite = (error: ApiError) => ApiError

/**
 * Errors that chose their envelope themselves are left alone, but for those of `included`: a want of money looks
 * the same nearly everywhere.
 */
function rewriting(rewrite: Rewrite, ...included: EnvelopeName[]) {
  return (answer: Answer) =>
    async (context: EmulatorContext): Promise<Response> => {
      try {
        return await answer(context)
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        const { envelope } = error.delivery
        throw envelope === undefined || included.includes(envelope) ? rewrite(error) : error
      }
    }
}

const generalCodes = new Set(['missing_required_parameter', 'invalid_parameter_value', 'invalid_json'])

/** The page of `…/audio/speech` writes `param: null`, and `invalid_request` for what has no code of its own. */
export const inSpeechErrors = rewriting(
  ({ facts }) =>
    new ApiError({
      ...facts,
      code: generalCodes.has(facts.code ?? '') ? 'invalid_request' : facts.code,
      param: null,
    }),
)

/** Clients of the endpoints outside `/v1` read `error` as a text. */
export const inPlainErrors = rewriting(
  ({ facts }) => new ApiError(facts, { envelope: 'string', extra: { code: facts.code } }),
)

/** Searches, pages and memory say nothing but a text, and to them a wrong key is no session (API sheet §18, §19). */
export const inTextErrors = rewriting(({ facts, delivery }) => {
  const message = facts.status === 401 ? 'Invalid session' : facts.message
  return new ApiError({ ...facts, message }, { ...delivery, envelope: 'string' })
})

/** Usage has no codes: `error.type` carries those of the key, and the usual types elsewhere (API sheet §21.2). */
export const inUsageErrors = rewriting(({ facts: { status, message, code } }) => {
  return new ApiError({ status, message, type: status === 401 ? code : undefined })
})

/** What a text completion calls `prompt` is checked here as the message that it becomes. */
export const inCompletionErrors = rewriting(
  ({ facts, delivery }) =>
    new ApiError({ ...facts, param: facts.param?.replace(/^messages/, 'prompt') }, delivery),
)

/** `…/images` says `parameter`, and repeats the code at the top. */
export const inImageErrors = rewriting(
  ({ facts, delivery }) => new ApiError(facts, { ...delivery, envelope: 'images' }),
)

/**
 * The video endpoints name types where others have codes, in capitals (API sheet §16.1). Whoever is refused was
 * not charged, so nothing is said of a refund.
 */
export const inVideoErrors = rewriting(({ facts, delivery }) => {
  const type =
    facts.status === 402 ? 'INSUFFICIENT_BALANCE' : facts.code === undefined ? facts.type : undefined
  const extra = { refundMessage: undefined, ...delivery.extra }
  return new ApiError({ ...facts, type }, { ...delivery, envelope: 'video', extra })
}, 'balance')
