import type { EmbeddingModelV4, ImageModelV4, LanguageModelV4, SpeechModelV4 } from '@ai-sdk/provider'
import type { AnswerContent } from '../answers/chat-answer.ts'
import type { FileAnswer, FileKind } from '../answers/file-answer.ts'

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
  /**
   * Has an image or a sound made, up to its bytes, which are what is written to a disk.
   *
   * @throws NotAvailableError where the contestant has no such model, or does not read such an answer.
   */
  readFile(kind: FileKind, answer: FileAnswer): Promise<Uint8Array>
}

/** A contestant that is a provider of the AI SDK. */
export interface ProviderContestant extends Contestant {
  createModel(connection: Connection): LanguageModelV4
  createEmbeddingModel(connection: Connection): EmbeddingModelV4
  createImageModel(connection: Connection): ImageModelV4
  /** Not every provider has one. */
  createSpeechModel?(connection: Connection): SpeechModelV4
}

export interface Connection {
  baseURL: string
  /** The global one where none is given. */
  fetch?: typeof globalThis.fetch
}

export function isProvider(contestant: Contestant): contestant is ProviderContestant {
  return 'createModel' in contestant
}
