import { invalidRequest } from '../contract/api-error.ts'
import type { ProviderChoice } from '../contract/routing-fields.ts'
import { providerIds } from '../data/catalog.ts'
import type { Provider } from '../data/model.ts'
import type { ChatRequest } from './chat-request.ts'

type Preferences = Exclude<ProviderChoice, string>

/** Who answers, and whether the caller said so. */
export interface Routing {
  /** `undefined`: the platform's default. */
  provider: Provider | undefined
  /** Named or preferred explicitly: always pay-as-you-go, 5 % on the provider's price. */
  explicit: boolean
}

const bits: Record<string, number> = {
  int4: 4,
  fp4: 4,
  fp6: 6,
  int8: 8,
  fp8: 8,
  fp16: 16,
  bf16: 16,
  fp32: 32,
}

function unknownProvider(name: string, param: string): Error {
  return invalidRequest(
    'provider_unknown_provider',
    `There is no provider "${name}". Known here: ${[...providerIds].join(', ')}.`,
    param,
  )
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function byName(name: string, offered: readonly Provider[], param: string): Provider {
  const found = offered.find(({ id }) => sameName(id, name))
  if (found === undefined) throw unknownProvider(name, param)
  return found
}

function cheapest(offered: readonly Provider[]): Provider | undefined {
  return offered.toSorted((one, other) => one.priceFactor - other.priceFactor)[0]
}

/** In this catalogue the quickest providers are the dearest. */
function quickest(offered: readonly Provider[]): Provider | undefined {
  return offered.toSorted((one, other) => other.priceFactor - one.priceFactor)[0]
}

function admitted(provider: Provider, wanted: Preferences): boolean {
  const { only, ignore, quantizations, min_quantization: floor } = wanted
  return (
    (only === undefined || only.some(name => sameName(name, provider.id))) &&
    !(ignore ?? []).some(name => sameName(name, provider.id)) &&
    (quantizations === undefined || quantizations.includes(provider.quantization)) &&
    (floor === undefined || (bits[provider.quantization] ?? 0) >= (bits[floor] ?? 0))
  )
}

/** Preferences that name or rank providers count as a choice; the rest only narrows what the platform may do. */
function isChoice({
  order,
  only,
  ignore,
  max_price,
  quantizations,
  min_quantization,
  sort,
}: Preferences): boolean {
  const ranks = sort !== undefined && ['speed', 'throughput', 'latency', 'price'].includes(sort)
  return (
    ranks ||
    [order, only, ignore, max_price, quantizations, min_quantization].some(value => value !== undefined)
  )
}

function prefer(wanted: Preferences, offered: readonly Provider[]): Routing {
  const stranger = wanted.only?.find(name => !providerIds.has(name.toLowerCase()))
  if (stranger !== undefined) throw unknownProvider(stranger, 'provider.only')
  if (!isChoice(wanted)) return { provider: undefined, explicit: false }
  const left = offered.filter(provider => admitted(provider, wanted))
  if (left.length === 0) {
    throw invalidRequest(
      'no_fallback_available',
      'No provider of this model fits the provider preferences.',
      'provider',
    )
  }
  const ordered = wanted.order?.flatMap(name => left.find(({ id }) => sameName(id, name)) ?? [])[0]
  const ranked = ['speed', 'throughput', 'latency'].includes(wanted.sort ?? '')
    ? quickest(left)
    : cheapest(left)
  return { provider: ordered ?? ranked, explicit: true }
}

/** Explicit provider, then body preferences, then routing suffix; without provider selection all are ignored. */
export function readRouting({ body, reference, header }: ChatRequest): Routing {
  const offered = reference.model.providers
  const byDefault: Routing = { provider: undefined, explicit: false }
  if (offered.length === 0) return byDefault
  if (typeof body.provider === 'string') {
    return { provider: byName(body.provider, offered, 'provider'), explicit: true }
  }
  const named = header('x-provider') ?? reference.provider
  if (named !== undefined) return { provider: byName(named, offered, 'X-Provider'), explicit: true }
  if (body.provider !== undefined) return prefer(body.provider, offered)
  const routing = reference.directives.find(directive => directive.kind === 'routing')?.value
  if (routing === undefined) return byDefault
  return { provider: routing === 'price' ? cheapest(offered) : quickest(offered), explicit: true }
}
