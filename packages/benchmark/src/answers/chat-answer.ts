/** A streamed answer of chat completions as it goes over the wire, and what it says. */
export interface ChatAnswer {
  /** One server-sent event each, `[DONE]` included. */
  frames: string[]
  content: AnswerContent
}

/** What an answer says, whoever reads it. */
export interface AnswerContent {
  text: string
  reasoning: string
  toolInput: string
}

type Delta = Record<string, unknown>

/** Piece of NanoGPT's wire: role first, the deltas, and usage and price on the chunk with the reason. */
export function composeAnswer(options: {
  deltas: readonly Delta[]
  finishReason: 'stop' | 'tool_calls'
  content: Partial<AnswerContent>
}): ChatAnswer {
  const { deltas, finishReason } = options
  return {
    frames: [
      frameOf({ choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }] }),
      ...deltas.map(deltaFrame),
      frameOf({
        choices: [{ index: 0, delta: {}, finish_reason: finishReason }],
        usage: usageOf(deltas.length),
        x_nanogpt_pricing: pricingOf(deltas.length),
      }),
      'data: [DONE]\n\n',
    ],
    content: { text: '', reasoning: '', toolInput: '', ...options.content },
  }
}

/** The frame of one delta, as it stands in the middle of an answer. */
export function deltaFrame(delta: Delta): string {
  return frameOf({ choices: [{ index: 0, delta, finish_reason: null }] })
}

function frameOf(chunk: Record<string, unknown>): string {
  const head = {
    id: 'chatcmpl-9f2c41d07b',
    object: 'chat.completion.chunk',
    created: 1_763_600_000,
    model: 'zai-org/glm-5',
  }
  return `data: ${JSON.stringify({ ...head, ...chunk })}\n\n`
}

function usageOf(completionTokens: number) {
  return {
    prompt_tokens: 31,
    completion_tokens: completionTokens,
    total_tokens: 31 + completionTokens,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
  }
}

function pricingOf(outputTokens: number) {
  const cost = outputTokens * 0.000002
  return { amount: cost, currency: 'USD', cost, paymentSource: 'USD', inputTokens: 31, outputTokens }
}
