import { invalidRequest } from '../contract/api-error.ts'
import type { WebSearch } from '../contract/search-fields.ts'
import type { Directive } from '../contract/suffix-table.ts'
import { vendorOf, type Model } from '../data/model.ts'
import type { ChatRequest } from './chat-request.ts'

/** Who searches the web, and how deeply. */
export interface Search {
  provider: string
  depth: string
}

type EngineOptions = Exclude<WebSearch, boolean | undefined>

/** The first of the three spellings that is present; it hides the others. */
function bodySearch({ body }: ChatRequest): WebSearch {
  return body.web_search ?? body.webSearch ?? body.linkup
}

function suffixSearch(directives: readonly Directive[]): Search | undefined {
  return directives.findLast(directive => directive.kind === 'search')
}

function enabledOptions(search: WebSearch): Partial<EngineOptions> | undefined {
  if (search === true) return {}
  return typeof search === 'object' && search.enabled ? search : undefined
}

/** GPT-5+ searches by itself unless told otherwise; elsewhere Linkup is the default. */
function defaultEngine(model: Model): string {
  return model.nativeSearch && vendorOf(model.id) === 'openai' ? 'native' : 'linkup'
}

/** The body wins field by field; a missing field keeps the suffix's value. `false` does not cancel a suffix. */
function asked(request: ChatRequest): Search | undefined {
  const { model, directives } = request.reference
  const suffix = suffixSearch(directives)
  const search = bodySearch(request)
  const options = enabledOptions(search)
  if (options !== undefined) {
    const inherited = defaultEngine(model) === 'native' ? 'native' : suffix?.provider
    return {
      provider: options.provider ?? inherited ?? 'default',
      depth: options.depth ?? suffix?.depth ?? 'standard',
    }
  }
  if (suffix !== undefined) return suffix
  const byOptions = search === undefined && request.body.web_search_options !== undefined
  return byOptions ? { provider: 'default', depth: 'standard' } : undefined
}

/** The search of a request, if there is one; native search where the model has none falls back. */
export function readSearch(request: ChatRequest, explicitProvider: boolean): Search | undefined {
  const search = asked(request)
  if (search === undefined) return undefined
  const { model, directives } = request.reference
  const provider = search.provider === 'default' ? defaultEngine(model) : search.provider
  if (provider !== 'native' || model.nativeSearch) return { provider, depth: search.depth }
  if (explicitProvider) {
    throw invalidRequest(
      'native_web_search_unavailable',
      `${model.id} has no native web search at the chosen provider. Choose another search provider.`,
      'web_search.provider',
    )
  }
  const suffix = suffixSearch(directives)?.provider
  const fallback = suffix === undefined || suffix === 'native' || suffix === 'default' ? 'linkup' : suffix
  return { provider: fallback, depth: search.depth }
}
