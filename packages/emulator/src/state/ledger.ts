/** The account's money. */
export interface Account {
  /** USD. Falls by the price of each request; may be set. */
  balance: number
}

/** USD are kept as whole picodollars, so that the balance does not drift after thousands of tiny prices. */
const unitsPerDollar = 1e12

export class Ledger implements Account {
  readonly #opening: number
  #units = 0

  constructor(balance: number) {
    this.#opening = balance
    this.balance = balance
  }

  get balance(): number {
    return this.#units / unitsPerDollar
  }

  set balance(dollars: number) {
    this.#units = Math.round(dollars * unitsPerDollar)
  }

  covers(dollars: number): boolean {
    return Math.round(dollars * unitsPerDollar) <= this.#units
  }

  charge(dollars: number): void {
    this.#units -= Math.round(dollars * unitsPerDollar)
  }

  reset(): void {
    this.balance = this.#opening
  }
}
