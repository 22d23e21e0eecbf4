import type { NanoGPTModelInfo, NanoGPTUnitPrice } from '../index.ts'
import { toDecimal } from '../wire/decimal.ts'

interface Column {
  title: string
  isNumber?: boolean
  cell: (model: NanoGPTModelInfo) => string
}

const COLUMNS: readonly Column[] = [
  { title: 'MODEL', cell: ({ id }) => id },
  { title: 'KIND', cell: ({ kind }) => kind },
  { title: 'CONTEXT', isNumber: true, cell: ({ contextLength }) => shorten(contextLength) },
  { title: 'IN', isNumber: true, cell: ({ tokenPrices }) => decimal(tokenPrices.input) },
  { title: 'OUT', isNumber: true, cell: ({ tokenPrices }) => decimal(tokenPrices.output) },
  { title: 'PRICE', cell: describePrices },
  { title: 'PLAN', cell: ({ isSubscription }) => (isSubscription ? 'subscription' : '') },
  { title: 'ABILITIES', cell: describeAbilities },
]

/** What the numbers of the table are. */
export const LEGEND = 'Prices in USD; IN and OUT of a million tokens.'

const GAP = '  '

/** An aligned table, without the columns that nobody has anything in. What is unknown is `-`. */
export function writeTable(models: readonly NanoGPTModelInfo[]): string {
  const hasOneKind = new Set(models.map(({ kind }) => kind)).size < 2
  const columns = COLUMNS.filter(({ title }) => !(title === 'KIND' && hasOneKind))
    .map(column => ({ ...column, cells: models.map(model => clean(column.cell(model))) }))
    .filter(({ cells }) => cells.some(cell => cell !== ''))
    .map(({ title, isNumber, cells }) => alignCells([title, ...cells.map(cell => cell || '-')], isNumber))
  const [heads = []] = columns
  return heads
    .map(
      (_head, row) =>
        `${columns
          .map(cells => cells[row])
          .join(GAP)
          .trimEnd()}\n`,
    )
    .join('')
}

function alignCells(cells: readonly string[], isNumber = false): string[] {
  const width = Math.max(...cells.map(({ length }) => length))
  return cells.map(cell => (isNumber ? cell.padStart(width) : cell.padEnd(width)))
}

/** What a terminal would obey instead of showing it. */
function clean(cell: string): string {
  return cell.replaceAll(/\p{C}/gu, '?')
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 2 })

function shorten(tokens: number | undefined): string {
  return tokens === undefined ? '' : compact.format(tokens)
}

/** Six digits tell prices apart; all of them are in the JSON. */
function decimal(price: number | undefined): string {
  return price === undefined ? '' : toDecimal(Number(price.toPrecision(6)))
}

/** `0.1-0.4/second, 0.002/input image, at least 0.05` */
function describePrices({ unitPrices, minimumPrice }: NanoGPTModelInfo): string {
  const units = [...new Set(unitPrices.map(({ per }) => per))]
  const ranges = units.map(unit => describeRange(unit, unitPrices))
  return [...ranges, ...(minimumPrice === undefined ? [] : [`at least ${decimal(minimumPrice)}`])].join(', ')
}

function describeRange(unit: string, prices: readonly NanoGPTUnitPrice[]): string {
  const amounts = prices.filter(({ per }) => per === unit).map(({ usd }) => usd)
  const ends = new Set([Math.min(...amounts), Math.max(...amounts)])
  return `${[...ends].map(decimal).join('-')}/${unit}`
}

function describeAbilities({ abilities }: NanoGPTModelInfo): string {
  return Object.entries(abilities)
    .flatMap(([name, isThere]) => (isThere ? name : []))
    .join(' ')
}
