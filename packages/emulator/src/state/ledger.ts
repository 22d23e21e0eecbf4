import type { Clock } from './clock.ts'

/** What was paid for. */
export type ChargeKind =
  | 'chat'
  | 'embedding'
  | 'image'
  | 'video'
  | 'speech'
  | 'transcription'
  | 'moderation'
  | 'memory'
  | 'search'
  | 'scrape'
  | 'transcript'

/** Who pays, and for which request. */
export interface Payer {
  requestId: string
  /** Which of the account's keys, by its number. */
  apiKey: number
}

/** Something to be paid. */
export interface Charge extends Payer {
  kind: ChargeKind
  /** Id of the model, or the name of a service. */
  model: string
  /** USD. */
  cost: number
  inputTokens?: number
  outputTokens?: number
  reasoningTokens?: number
  /** Images that were made. */
  images?: number
  /** The subscription pays for the model; `cost` is what it leaves to be paid. */
  covered?: boolean
  /** Billed beside the request's own charge, and not found by its id. */
  extra?: boolean
}

/** A line of the account: a charge or a refund. */
export interface LedgerEntry {
  type: 'charge' | 'refund'
  /** The `X-Request-ID` of the request that was charged. */
  requestId: string
  /** Milliseconds since 1970, by the emulator's clock. */
  at: number
  kind: ChargeKind
  model: string
  apiKey: number
  /** USD that the balance fell by; a refund's is negative. All of them add up to what the balance lost. */
  amount: number
  /** `null` where nothing is counted in tokens. */
  inputTokens: number | null
  outputTokens: number | null
  reasoningTokens: number | null
  images: number
  paymentSource: 'USD' | 'subscription'
  scope: 'primary' | 'extra'
  /** USD of a charge that were given back since. */
  refunded: number
}

/** The account's money. */
export interface Account {
  /** USD. Falls by the price of each request; may be set. */
  balance: number
  /** What it was used for, the oldest first. */
  readonly entries: readonly LedgerEntry[]
}

/** USD are kept as whole picodollars, so that the balance does not drift after thousands of tiny prices. */
const unitsPerDollar = 1e12

function toUnits(dollars: number): number {
  return Math.round(dollars * unitsPerDollar)
}

export class Ledger implements Account {
  readonly #opening: number
  readonly #clock: Clock
  readonly entries: LedgerEntry[] = []
  #units = 0

  constructor(balance: number, clock: Clock) {
    this.#opening = balance
    this.#clock = clock
    this.balance = balance
  }

  get balance(): number {
    return this.#units / unitsPerDollar
  }

  set balance(dollars: number) {
    this.#units = toUnits(dollars)
  }

  covers(dollars: number): boolean {
    return toUnits(dollars) <= this.#units
  }

  charge({ cost, covered, extra, ...told }: Charge): LedgerEntry {
    return this.#enter({
      images: 0,
      ...told,
      type: 'charge',
      at: this.#clock.now(),
      amount: cost,
      inputTokens: told.inputTokens ?? null,
      outputTokens: told.outputTokens ?? null,
      reasoningTokens: told.reasoningTokens ?? null,
      paymentSource: covered ? 'subscription' : 'USD',
      scope: extra ? 'extra' : 'primary',
      refunded: 0,
    })
  }

  /** Gives back what is left of a charge. */
  refund(charge: LedgerEntry): void {
    const amount = (toUnits(charge.amount) - toUnits(charge.refunded)) / unitsPerDollar
    charge.refunded = charge.amount
    const counts = { inputTokens: null, outputTokens: null, reasoningTokens: null, images: 0 }
    this.#enter({ ...charge, ...counts, type: 'refund', at: this.#clock.now(), amount: -amount, refunded: 0 })
  }

  reset(): void {
    // Emptied in place: a test may hold on to it.
    this.entries.length = 0
    this.balance = this.#opening
  }

  #enter(entry: LedgerEntry): LedgerEntry {
    this.#units -= toUnits(entry.amount)
    this.entries.push(entry)
    return entry
  }
}
