import type { SearchRequest, SofyaRequest } from '../reading/read-web.ts'
import { round } from './money.ts'
import { searchPrices } from './price.ts'

/** What Exa takes for a page that it reads afresh, and Valyu for a result. */
const crawlPrice = 0.001
const valyuResultPrice = 0.0015

/** USD for a search that found so many results. */
export function searchRequestPrice(request: SearchRequest, results: number): number {
  const { provider, depth, crawled, sourceSearch } = request
  if (provider === 'valyu') return round(valyuResultPrice * results)
  const [standard, deep] = searchPrices[provider] ?? [0, 0]
  const price = depth.startsWith('deep') || sourceSearch ? deep : standard
  return round(price + (provider === 'exa' ? crawlPrice * crawled * results : 0))
}

const sofyaPrices = { fetch: 0.00525, extract: 0.02625, research: 0.13125 }

/** USD; pages that could not be fetched cost nothing. */
export function sofyaPrice({ operation }: SofyaRequest, fetched: number): number {
  return round(operation === 'fetch' ? sofyaPrices.fetch * fetched : sofyaPrices[operation])
}
