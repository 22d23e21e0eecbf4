import { ApiError } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'

type Answer = (context: EmulatorContext) => Response | Promise<Response>
type Rewrite = (error: ApiError) => ApiError

/** Errors that chose their envelope themselves are left alone: a want of money looks the same everywhere. */
function rewriting(rewrite: Rewrite) {
  return (answer: Answer) =>
    async (context: EmulatorContext): Promise<Response> => {
      try {
        return await answer(context)
      } catch (error) {
        const rewritable = error instanceof ApiError && error.delivery.envelope === undefined
        throw rewritable ? rewrite(error) : error
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

/** `…/images` says `parameter`, and repeats the code at the top. */
export const inImageErrors = rewriting(
  ({ facts, delivery }) => new ApiError(facts, { ...delivery, envelope: 'images' }),
)
