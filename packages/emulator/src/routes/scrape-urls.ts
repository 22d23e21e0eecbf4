import { round } from '../billing/money.ts'
import { invalidRequest } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { validate } from '../contract/validate.ts'
import { scrapeFields } from '../contract/web-fields.ts'
import { pageHtml, pageMarkdown, readPage } from '../engine/read-page.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import { checkKey } from '../middleware/require-key.ts'
import { readPublicUrl } from '../reading/public-url.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { charge } from './charge.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'
import { inTextErrors } from './rewrite-errors.ts'
import { problemText } from './url-problem.ts'

/** USD for a page that was read; a browser that hides what it is costs five times as much. */
const price = 0.001
const stealthFactor = 5

function checkCount(urls: readonly string[]): void {
  if (urls.length === 0) {
    throw invalidRequest('missing_required_parameter', 'Please provide an array of URLs to scrape')
  }
  if (urls.length > limits.scrapeUrls) {
    throw invalidRequest('invalid_parameter_value', `Maximum ${limits.scrapeUrls} URLs allowed per request`)
  }
}

type Scraped =
  | { url: string; success: false; error: string }
  | { url: string; success: true; title: string; content: string; markdown: string }

/** A page as it was read, or why it was not. */
function scrape(address: string): Scraped {
  const url = readPublicUrl(address)
  if (!(url instanceof URL)) return { url: address, success: false, error: problemText[url] }
  const page = readPage(url)
  return {
    url: address,
    success: true,
    title: page.title,
    content: pageHtml(page),
    markdown: pageMarkdown(page),
  }
}

/** `POST /api/scrape-urls`: a page that cannot be read fails alone, and costs nothing. */
export const scrapeUrls = inTextErrors(context => {
  checkKey(context)
  const { value: body, unknownFields } = validate(scrapeFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  checkCount(body.urls)

  const scripted = context.env.state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const { urls, stealthMode = false } = body
  const results = urls.map(scrape)
  const successful = results.filter(({ success }) => success).length
  const cost = round(successful * price * (stealthMode ? stealthFactor : 1))
  if (cost > 0) charge(context, { kind: 'scrape', model: 'URL scraping', cost })
  const summary = {
    requested: urls.length,
    processed: urls.filter(url => readPublicUrl(url) !== 'invalid').length,
    successful,
    failed: urls.length - successful,
    totalCost: cost,
    stealthModeUsed: stealthMode,
  }
  return deliver(context, jsonReply({ results, summary }))
})
