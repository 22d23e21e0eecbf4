import { formatPrice, type Price } from './price.ts'

/** One line of a receipt. */
export interface Item {
  name: string
  count: number
  price: Price
}

/** A receipt with a line for each item, and the total. */
export function printReceipt(items: readonly Item[]): string {
  const lines = items.map(({ name, count, price }) => `${count} × ${name}  ${formatPrice(count * price)}`)
  const total = items.reduce((sum, { count, price }) => sum + count * price, 0)
  // TODO: name the tax.
  return [...lines, `Total  ${formatPrice(total)}`].join('\n')
}
