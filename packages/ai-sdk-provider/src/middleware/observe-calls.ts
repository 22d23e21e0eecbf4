import {
  APICallError,
  type LanguageModelV4,
  type LanguageModelV4CallOptions,
  type LanguageModelV4FinishReason,
  type LanguageModelV4Middleware,
  type LanguageModelV4StreamPart,
  type LanguageModelV4Usage,
  type SharedV4ProviderMetadata,
} from '@ai-sdk/provider'
import { mayBeCharged } from '../errors/may-be-charged.ts'
import { readModeration, type NanoGPTCostMetadata } from '../wire/cost.ts'

/** A call of a language model that is over, however it ended. */
export interface EndedCall {
  modelId: string
  startedAt: Date
  durationMs: number
  /** Whether an answer began, or was given up; `undefined` where nothing tells. */
  wasAnswered: boolean | undefined
  /** What the answer says of its cost; empty where there was no answer. */
  billing: NanoGPTCostMetadata
  usage: LanguageModelV4Usage | undefined
  /** `undefined` where the call failed or was given up. */
  finishReason: LanguageModelV4FinishReason['unified'] | undefined
  /** What was thrown, or came as the error of a stream. */
  error: unknown
}

type Outcome = Pick<EndedCall, 'wasAnswered'> &
  Partial<Pick<EndedCall, 'usage' | 'finishReason' | 'error'>> & {
    providerMetadata?: SharedV4ProviderMetadata | undefined
  }

interface BegunCall {
  model: LanguageModelV4
  params: LanguageModelV4CallOptions
}

/** The parts of a middleware that tell of every call once, when it is over. */
export function observeCalls(hooks: {
  /** Before a call; may throw to refuse it. */
  onStart?: () => void
  onEnd: (call: EndedCall) => void
}): Required<Pick<LanguageModelV4Middleware, 'wrapGenerate' | 'wrapStream'>> {
  const begin = ({ model, params: { abortSignal } }: BegunCall) => {
    // What is given up before it begins is no call: nothing is sent, and nothing charged.
    abortSignal?.throwIfAborted()
    hooks.onStart?.()
    const startedAt = new Date()
    const beginning = performance.now()
    let isOver = false
    const end = ({ wasAnswered, providerMetadata, usage, finishReason, error }: Outcome) => {
      if (isOver) return
      isOver = true
      hooks.onEnd({
        modelId: model.modelId,
        startedAt,
        durationMs: performance.now() - beginning,
        wasAnswered,
        billing: (providerMetadata?.nanogpt ?? {}) as NanoGPTCostMetadata,
        usage,
        finishReason,
        error,
      })
    }
    // Applications abort with reasons of their own, of which the error tells nothing.
    const fail = (error: unknown) => {
      const wasAnswered = abortSignal?.aborted ? true : mayBeCharged(error)
      end({ wasAnswered, providerMetadata: moderationOf(error), error })
    }
    return { end, fail }
  }
  return {
    async wrapGenerate({ doGenerate, ...call }) {
      const { end, fail } = begin(call)
      try {
        const result = await doGenerate()
        end({ ...result, wasAnswered: true, finishReason: result.finishReason.unified })
        return result
      } catch (error) {
        fail(error)
        throw error
      }
    },
    async wrapStream({ doStream, ...call }) {
      const { end, fail } = begin(call)
      try {
        const result = await doStream()
        // An answer that is given up never gets to its metadata; its headers have come already.
        const requestId = result.response?.headers?.['x-request-id']
        const providerMetadata = { nanogpt: { ...(requestId && { requestId }) } }
        return {
          ...result,
          stream: watchStream(result.stream, outcome => end({ providerMetadata, ...outcome })),
        }
      } catch (error) {
        fail(error)
        throw error
      }
    },
  }
}

/** What was flagged is refused, and its moderation charged. */
function moderationOf(error: unknown): SharedV4ProviderMetadata | undefined {
  const moderation = APICallError.isInstance(error) && readModeration(error.responseHeaders ?? {})
  return moderation ? { nanogpt: { moderation } } : undefined
}

/** The same stream; its end, its failure and its being given up are told. */
function watchStream(
  source: ReadableStream<LanguageModelV4StreamPart>,
  end: (outcome: Outcome) => void,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = source.getReader()
  let failure: unknown
  return new ReadableStream(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (done) {
            end({ wasAnswered: true, error: failure })
            return controller.close()
          }
          if (value.type === 'error') failure = value.error
          if (value.type === 'finish') {
            end({ ...value, wasAnswered: true, finishReason: value.finishReason.unified, error: failure })
          }
          controller.enqueue(value)
        } catch (error) {
          end({ wasAnswered: true, error })
          controller.error(error)
        }
      },
      async cancel(reason) {
        end({ wasAnswered: true, error: reason })
        await reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}
