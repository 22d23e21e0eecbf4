import { insufficient } from '../billing/money.ts'
import { searchRequestPrice, sofyaPrice } from '../billing/web-price.ts'
import { limits } from '../contract/limits.ts'
import { validate } from '../contract/validate.ts'
import { webFields, type WebBody } from '../contract/web-fields.ts'
import { fillAnswer } from '../engine/fill-answer.ts'
import { answerFrom, findPages } from '../engine/find-pages.ts'
import { pageHtml, readPage, type Page } from '../engine/read-page.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import { checkKey } from '../middleware/require-key.ts'
import { readPublicUrl } from '../reading/public-url.ts'
import { readWeb, type SearchRequest, type SofyaRequest, type WebRequest } from '../reading/read-web.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { charge } from './charge.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { inTextErrors } from './rewrite-errors.ts'
import { problemText } from './url-problem.ts'

/** What a request found, and what that costs. */
interface Found {
  data: unknown
  cost: number
}

function writeResult({ title, url, text, publishedDate }: Page, whole: boolean): object {
  return {
    type: 'text',
    title,
    url,
    content: whole ? text.join(' ') : text.slice(0, 2).join(' '),
    publishedDate,
  }
}

function writeImage({ title, url, host }: Page): object {
  return { type: 'image', title, url, imageUrl: `https://images.example/${host}${new URL(url).pathname}.jpg` }
}

function find(request: SearchRequest, seed: number): Found {
  const { search, outputType, schema, depth } = request
  const pages = findPages(search)
  const cost = searchRequestPrice(request, pages.length)
  if (outputType === 'sourcedAnswer') return { data: answerFrom(search.query, pages), cost }
  if (outputType === 'structured') {
    return { data: fillAnswer(schema, { query: search.query, pages }, seed), cost }
  }
  const results = pages.map(page => writeResult(page, depth.startsWith('deep')))
  return { data: search.images ? [...results, ...pages.map(writeImage)] : results, cost }
}

/** A page of `fetch`, with `error` in the place of what could not be read. */
interface Fetched {
  url: string
  error?: string
  rawHtml?: string
}

function fetchPage(address: string, rawHtml: boolean): Fetched {
  const url = readPublicUrl(address)
  if (!(url instanceof URL)) return { url: address, error: problemText[url] }
  const page = readPage(url)
  const result = { ...writeResult(page, true), url: address }
  return rawHtml ? { ...result, rawHtml: pageHtml(page) } : result
}

function extract(address: string, prompt: string): object {
  const url = readPublicUrl(address)
  if (!(url instanceof URL)) return { url: address, error: problemText[url] }
  const { title, text } = readPage(url)
  return { url: address, title, content: `${prompt.trim()}: ${text.join(' ')}` }
}

/** What only Sofya does. */
function ask(request: SofyaRequest): Found {
  if (request.operation === 'extract') {
    return { data: extract(request.url, request.prompt), cost: sofyaPrice(request, 1) }
  }
  if (request.operation === 'research') {
    const { search } = request
    return { data: answerFrom(search.query, findPages(search)), cost: sofyaPrice(request, 1) }
  }
  const data = request.urls.map(url => fetchPage(url, request.rawHtml))
  const fetched = data.filter(({ error }) => error === undefined).length
  return { data, cost: sofyaPrice(request, fetched) }
}

function queryOf(request: WebRequest): string {
  if (request.operation === 'fetch') return request.urls.join(' ')
  return request.operation === 'extract' ? request.prompt : request.search.query
}

function writeMetadata(context: EmulatorContext, request: WebRequest, cost: number): object {
  const { provider, operation, depth } = request
  return {
    query: queryOf(request),
    provider,
    operation,
    depth,
    outputType: operation === 'search' ? request.outputType : 'searchResults',
    timestamp: new Date(context.env.state.clock.now()).toISOString(),
    cost,
  }
}

/** Searching needs more than its price on the account. */
function checkMinimum(context: EmulatorContext): void {
  if (!context.env.state.ledger.covers(limits.searchBalance)) throw insufficient(limits.searchBalance)
}

function readRequest(context: EmulatorContext): WebRequest {
  const { value, unknownFields } = validate(webFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  const body: WebBody = value
  return readWeb(body, context.env.state.clock.now())
}

/** `POST /api/web`: validate, search, charge. */
export const web = inTextErrors(context => {
  const { options, replies } = context.env.state
  checkKey(context)
  const request = readRequest(context)
  checkMinimum(context)

  const scripted = replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const { data, cost } = request.operation === 'search' ? find(request, options.seed) : ask(request)
  if (cost > 0) charge(context, { kind: 'search', model: `Web search (${request.provider})`, cost })
  return deliver(context, jsonReply({ data, metadata: writeMetadata(context, request, cost) }))
})
