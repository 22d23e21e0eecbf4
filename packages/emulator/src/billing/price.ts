import { limits } from '../contract/limits.ts'
import type { ChatBody } from '../contract/chat-fields.ts'
import { vendorOf, type Model } from '../data/model.ts'
import { messageText } from '../contract/message-text.ts'
import type { ChatMeaning } from '../reading/understand.ts'
import type { Search } from '../reading/read-search.ts'
import type { ChatRequest } from '../reading/chat-request.ts'
import type { CacheUse } from './cache-use.ts'

/** Tokens of a request and its answer. */
export interface TokenCount {
  prompt: number
  completion: number
  reasoning: number
  cache: CacheUse
}

const perMillion = 1 / 1_000_000

/** Share of the price for choosing a provider, and for using one's own key. */
export const markup = 0.05

/** Cached tokens have prices of their own; an hour is kept at twice the input price instead of 1.25 times. */
function promptPrice(
  { reference }: ChatRequest,
  { caching }: ChatMeaning,
  { prompt, cache }: TokenCount,
): number {
  const { price } = reference.model
  const read = (price.cacheReadPer1k ?? 0) * 1000
  const fiveMinutes = (price.cacheWritePer1k ?? price.prompt / 1000) * 1000
  const write = caching.ttl === '1h' && price.cacheWritePer1k !== undefined ? price.prompt * 2 : fiveMinutes
  const plain = Math.max(0, prompt - cache.read - cache.written)
  return (plain * price.prompt + cache.read * read + cache.written * write) * perMillion
}

/** What the model's tokens cost, whoever pays. */
export function modelPrice(request: ChatRequest, meaning: ChatMeaning, tokens: TokenCount): number {
  const { model } = request.reference
  const list = promptPrice(request, meaning, tokens) + tokens.completion * model.price.completion * perMillion
  const provided = list * (meaning.routing.provider?.priceFactor ?? 1)
  if (meaning.ownKey) return provided * markup
  return meaning.routing.explicit ? provided * (1 + markup) : provided
}

/** The advisor reads the same prompt and writes about as much, at its own price. */
export function advisorPrice(advisor: Model | undefined, { prompt, completion }: TokenCount): number {
  if (advisor === undefined) return 0
  return (prompt * advisor.price.prompt + completion * advisor.price.completion) * perMillion
}

/** USD per search: standard, deep. */
export const searchPrices: Record<string, [standard: number, deep: number]> = {
  linkup: [0.006, 0.06],
  tavily: [0.008, 0.016],
  exa: [0.005, 0.005],
  kagi: [0.002, 0.025],
  perplexity: [0.005, 0.005],
  valyu: [0.0015, 0.0015],
  brave: [0.005, 0.005],
  sofya: [0.01575, 0.01575],
  firecrawl: [0.0105, 0.018],
}

const nativeSearchPrices: Record<string, number> = {
  openai: 0.01,
  anthropic: 0.01,
  google: 0.014,
  'x-ai': 0.005,
}

export function searchPrice(search: Search | undefined, modelId: string): number {
  if (search === undefined) return 0
  if (search.provider === 'native') return nativeSearchPrices[vendorOf(modelId)] ?? 0.01
  const [standard, deep] = searchPrices[search.provider] ?? [0, 0]
  return search.depth.startsWith('deep') ? deep : standard
}

/** Context Memory, USD per million tokens. */
const memoryPrices = { prompt: 3.75, completion: 1.25 }

export function memoryPrice(days: number | undefined, tokens: TokenCount): number {
  if (days === undefined) return 0
  return (tokens.prompt * memoryPrices.prompt + tokens.completion * memoryPrices.completion) * perMillion
}

const redactionPrice = 0.0005
const scrapePrice = 0.0015
const transcriptPrice = 0.01

function linksIn(body: ChatBody): { pages: number; videos: number } {
  const text = messageText(body.messages.findLast(({ role }) => role === 'user'))
  const links = text.match(/https?:\/\/\S+/g) ?? []
  const videos = links.filter(link => /youtube\.com|youtu\.be/.test(link))
  return { pages: links.length - videos.length, videos: videos.length }
}

/** Redaction, scraping and transcripts: fixed prices for each use. */
export function enhancementPrice(body: ChatBody, redaction: boolean): number {
  const { pages, videos } = linksIn(body)
  const scraped = body.scraping === true ? Math.min(pages, limits.scrapedUrls) : 0
  const transcribed = body.youtube_transcripts ? Math.min(videos, limits.youtubeTranscripts) : 0
  return (redaction ? redactionPrice : 0) + scraped * scrapePrice + transcribed * transcriptPrice
}
