/** How long the server itself keeps its lists (field note A8). */
const FRESH_MS = 300_000

/** Answers by the question that they are to. */
export interface AnswerCache<T> {
  /** The answer that is kept, or on its way, or a new one. Failures are not kept. */
  get(question: string, ask: () => Promise<T>, refresh?: boolean): Promise<T>
}

export function createAnswerCache<T>(): AnswerCache<T> {
  const kept = new Map<string, { answer: Promise<T>; freshUntil: number }>()
  return {
    get(question, ask, refresh = false) {
      const known = kept.get(question)
      if (known !== undefined && !refresh && performance.now() < known.freshUntil) return known.answer

      const answer = ask()
      const entry = { answer, freshUntil: performance.now() + FRESH_MS }
      kept.set(question, entry)
      answer.catch(() => {
        if (kept.get(question) === entry) kept.delete(question)
      })
      return answer
    },
  }
}

/** Those who share an answer cannot change it for each other. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.values(value).forEach(freeze)
  return Object.freeze(value)
}
