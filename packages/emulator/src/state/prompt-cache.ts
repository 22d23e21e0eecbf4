/** Prefixes of prompts that were cached, by model. They live as long as the emulator: time is not simulated. */
export class PromptCache {
  readonly #prefixes = new Set<string>()

  has(prefix: string): boolean {
    return this.#prefixes.has(prefix)
  }

  add(prefix: string): void {
    this.#prefixes.add(prefix)
  }

  clear(): void {
    this.#prefixes.clear()
  }
}
