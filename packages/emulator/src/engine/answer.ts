/** A finished tool call; `arguments` is JSON text, or whatever a test wants to see there. */
export interface AnswerToolCall {
  id: string
  name: string
  arguments: string
}

/** Everything an answer consists of, before anybody decides how to send it. */
export interface Answer {
  reasoning: string
  text: string
  toolCalls: AnswerToolCall[]
  annotations: unknown[]
  images: unknown[]
  refusal: string | undefined
  finishReason: string | null
}

export const emptyAnswer: Answer = {
  reasoning: '',
  text: '',
  toolCalls: [],
  annotations: [],
  images: [],
  refusal: undefined,
  finishReason: 'stop',
}
