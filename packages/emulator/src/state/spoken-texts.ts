/** What was said in the sounds that were made, so that a transcription of one can know. By the digest of its bytes. */
export class SpokenTexts {
  readonly #texts = new Map<string, string>()

  remember(digest: string, text: string): void {
    this.#texts.set(digest, text)
  }

  find(digest: string): string | undefined {
    return this.#texts.get(digest)
  }

  clear(): void {
    this.#texts.clear()
  }
}
