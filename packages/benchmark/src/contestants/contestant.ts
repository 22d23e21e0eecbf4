import type { EmbeddingModelV4, LanguageModelV4 } from '@ai-sdk/provider'
import type { AnswerContent } from '../answers/chat-answer.ts'

export type ContestantName = 'bare parser' | 'nanogpt' | 'openai-compatible' | 'openrouter'

/** What is measured: a provider, or the least that any reader has to do. */
export interface Contestant {
  readonly name: ContestantName
  /** What a program imports to use it. */
  readonly moduleName: string
  /** Opens the answer that `fetch` gives and reads it to its end, part by part. */
  readStream(fetch: typeof globalThis.fetch, onPart: (part: unknown) => void): Promise<void>
  /** What a part adds to the content of the answer. */
  contentOf(part: unknown): Partial<AnswerContent>
}

/** A contestant that is a provider of the AI SDK. */
export interface ProviderContestant extends Contestant {
  createModel(connection: Connection): LanguageModelV4
  createEmbeddingModel(connection: Connection): EmbeddingModelV4
}

export interface Connection {
  baseURL: string
  /** The global one where none is given. */
  fetch?: typeof globalThis.fetch
}

export function isProvider(contestant: Contestant): contestant is ProviderContestant {
  return 'createModel' in contestant
}
