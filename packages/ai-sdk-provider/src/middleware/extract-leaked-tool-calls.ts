import type { LanguageModelV4CallOptions, LanguageModelV4Middleware } from '@ai-sdk/provider'
import { callableTools } from './leaked-calls/call-collector.ts'
import type { LeakedCallFormat } from './leaked-calls/call-format.ts'
import { LeakedCallRewriter } from './leaked-calls/leaked-call-rewriter.ts'
import { rewriteContent } from './leaked-calls/rewrite-content.ts'
import { rewriteStream } from './leaked-calls/rewrite-stream.ts'

/** A tool call that a model wrote into its answer instead of making it. */
export interface LeakedToolCall {
  toolCallId: string
  toolName: string
  /** JSON text. */
  input: string
  /** How the model wrote it. */
  format: LeakedCallFormat
  /** Where the model wrote it. */
  place: 'text' | 'reasoning'
  /** The id of the model. */
  modelId: string
}

/**
 * Turns tool calls that a model leaked into its text or reasoning into real ones: complete calls of function tools
 * of the request, whose arguments satisfy the schema of the tool. Everything else passes as it was.
 *
 * A call counts only in an answer that came to its end; in reasoning, only where nothing was said or done after it;
 * never in code, fenced or in backticks, or on a quoted line.
 *
 * @param options.onLeak called with each call that was extracted, for example to log it.
 * @example
 * const model = wrapLanguageModel({ model: nanogpt('deepseek/deepseek-v4-pro'), middleware: extractLeakedToolCalls() })
 */
export function extractLeakedToolCalls(
  options: {
    /** Called with each call that was extracted, for example to log it. */
    onLeak?: (call: LeakedToolCall) => void
  } = {},
): LanguageModelV4Middleware {
  const rewriterFor = (
    params: LanguageModelV4CallOptions,
    { modelId }: { modelId: string },
  ): LeakedCallRewriter | undefined => {
    const tools = callableTools(params)
    if (tools.size === 0) return undefined
    return new LeakedCallRewriter({
      tools,
      isJsonWanted: params.responseFormat?.type === 'json',
      onCall: ({ isReasoning, ...call }) =>
        options.onLeak?.({ ...call, place: isReasoning ? 'reasoning' : 'text', modelId }),
    })
  }
  return {
    specificationVersion: 'v4',
    async wrapGenerate({ doGenerate, params, model }) {
      const rewriter = rewriterFor(params, model)
      const result = await doGenerate()
      return rewriter === undefined ? result : { ...result, ...rewriteContent(result, rewriter) }
    },
    async wrapStream({ doStream, params, model }) {
      const rewriter = rewriterFor(params, model)
      const result = await doStream()
      return rewriter === undefined ? result : { ...result, stream: rewriteStream(result.stream, rewriter) }
    },
  }
}
