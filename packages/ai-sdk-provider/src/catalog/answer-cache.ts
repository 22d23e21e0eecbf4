import { untilAborted } from '../transport/until-aborted.ts'

/** How long the server itself keeps its lists (field note A8). */
const FRESH_MS = 300_000

/** Answers by the question that they are to. */
export interface AnswerCache<T> {
  /**
   * The answer that is kept, or on its way, or a new one. Failures are not kept. Nobody's abort ends a request that
   * others wait for too; that of the last one who waits does.
   */
  get(question: string, ask: (abortSignal: AbortSignal) => Promise<T>, call?: CacheCall): Promise<T>
}

export interface CacheCall {
  /** Asks anew. Calls at the same time that want that share one request. */
  refresh?: boolean | undefined
  abortSignal?: AbortSignal | undefined
}

interface Entry<T> {
  answer: Promise<T>
  freshUntil: number
  isRefresh: boolean
  isOnItsWay: boolean
  waiting: number
  giveUp: () => void
}

export function createAnswerCache<T>(): AnswerCache<T> {
  const kept = new Map<string, Entry<T>>()

  const begin = (question: string, ask: (abortSignal: AbortSignal) => Promise<T>, isRefresh: boolean) => {
    const request = new AbortController()
    const forget = () => {
      if (kept.get(question) === entry) kept.delete(question)
    }
    const entry: Entry<T> = {
      answer: ask(request.signal),
      freshUntil: performance.now() + FRESH_MS,
      isRefresh,
      isOnItsWay: true,
      waiting: 0,
      giveUp() {
        forget()
        request.abort()
      },
    }
    kept.set(question, entry)
    const settle = () => {
      entry.isOnItsWay = false
    }
    entry.answer.then(settle, () => {
      settle()
      forget()
    })
    return entry
  }

  return {
    async get(question, ask, { refresh = false, abortSignal } = {}) {
      const known = kept.get(question)
      const entry = known !== undefined && canShare(known, refresh) ? known : begin(question, ask, refresh)
      entry.waiting += 1
      try {
        return await untilAborted(entry.answer, abortSignal)
      } finally {
        entry.waiting -= 1
        if (entry.waiting === 0 && entry.isOnItsWay) entry.giveUp()
      }
    },
  }
}

function canShare({ freshUntil, isRefresh, isOnItsWay }: Entry<unknown>, refresh: boolean): boolean {
  return refresh ? isRefresh && isOnItsWay : performance.now() < freshUntil
}

/** Those who share an answer cannot change it for each other. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.values(value).forEach(freeze)
  return Object.freeze(value)
}
