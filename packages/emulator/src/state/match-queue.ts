/** Which requests something applies to; what is left out matches everything. */
export interface Match {
  /** A string matches the end of the path (`/chat/completions` is every base path's), a RegExp any part of it. */
  path?: string | RegExp
  /** The model as it was sent, or its beginning up to a suffix: `openai/gpt-5.2` matches `openai/gpt-5.2:online`. */
  model?: string
  method?: string
}

/** The facts of a request that a {@link Match} looks at. */
export interface Incoming {
  path: string
  method: string
  model: string | undefined
  /** It asked for a stream. */
  streams: boolean
}

function matchesPath(wanted: string | RegExp | undefined, path: string): boolean {
  if (wanted === undefined) return true
  return typeof wanted === 'string' ? path.endsWith(wanted) : wanted.test(path)
}

function matchesModel(wanted: string | undefined, model: string | undefined): boolean {
  if (wanted === undefined) return true
  return model === wanted || (model?.startsWith(`${wanted}:`) ?? false)
}

function matches(match: Match, incoming: Incoming): boolean {
  return (
    matchesPath(match.path, incoming.path) &&
    matchesModel(match.model, incoming.model) &&
    (match.method === undefined || match.method.toUpperCase() === incoming.method)
  )
}

interface Entry<Value> {
  value: Value
  match: Match
  left: number
}

/** Things waiting for a request, first in, first out; each wears out after its number of uses. */
export class MatchQueue<Value> {
  #entries: Entry<Value>[] = []

  add(value: Value, match: Match = {}, times = 1): void {
    this.#entries.push({ value, match, left: times })
  }

  /** Takes the first that matches and, with `usable`, is of the kind the caller can use. */
  take<Usable extends Value>(
    incoming: Incoming,
    usable: (value: Value) => value is Usable,
  ): Usable | undefined
  take(incoming: Incoming, usable?: (value: Value) => boolean): Value | undefined
  take(incoming: Incoming, usable: (value: Value) => boolean = () => true): Value | undefined {
    const entry = this.#entries.find(
      candidate => usable(candidate.value) && matches(candidate.match, incoming),
    )
    if (entry === undefined) return undefined
    entry.left -= 1
    if (entry.left <= 0) this.#entries = this.#entries.filter(candidate => candidate !== entry)
    return entry.value
  }

  /** All that match, none of them used up. */
  matching(incoming: Incoming): Value[] {
    return this.#entries.filter(entry => matches(entry.match, incoming)).map(entry => entry.value)
  }

  clear(): void {
    this.#entries = []
  }
}
