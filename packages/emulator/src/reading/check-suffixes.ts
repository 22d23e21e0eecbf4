import { invalidRequest } from '../contract/api-error.ts'
import type { ChatRequest } from './chat-request.ts'

/** What a routing suffix can collide with, in words for the message. */
interface Directions {
  routing: string[]
  tools: boolean
  /** How caching was asked for, if it was: the suffix and the body field mean the same. */
  caching: string | undefined
  /** Where a provider is named, if anywhere. */
  provider: string | undefined
}

function readDirections({ body, reference, header }: ChatRequest): Directions {
  const values = reference.directives.flatMap(directive =>
    directive.kind === 'routing' ? [directive.value] : [],
  )
  const provider =
    (header('x-provider') !== undefined && 'the X-Provider header') ||
    (body.provider !== undefined && 'the body field "provider"') ||
    (reference.provider !== undefined && `the provider suffix ":${reference.provider}"`) ||
    undefined
  return {
    routing: [...new Set(values.filter(value => value !== 'tools'))],
    tools: values.includes('tools'),
    caching:
      (reference.directives.some(({ kind }) => kind === 'caching') && ':caching') ||
      (body.caching === true && 'the body field "caching"') ||
      undefined,
    provider,
  }
}

/** Two directives of one request that contradict each other; `undefined` where they do not. */
type Conflict = (found: Directions) => [one: string, other: string] | undefined

/** The documents name the family `speed_suffix_*` and the pairs, not the codes; these codes are ours. */
const conflicts: Record<string, Conflict> = {
  speed_suffix_conflict: ({ routing }) =>
    routing.length > 1 ? [`:${routing[0]}`, `:${routing[1]}`] : undefined,
  speed_suffix_provider_conflict: ({ routing, provider }) =>
    routing[0] !== undefined && provider !== undefined ? [`:${routing[0]}`, provider] : undefined,
  speed_suffix_tools_conflict: ({ tools, routing, provider, caching }) => {
    if (!tools) return undefined
    const other = (routing[0] && `:${routing[0]}`) ?? provider ?? caching
    return other === undefined ? undefined : [':tools', other]
  },
  speed_suffix_caching_conflict: ({ caching, routing, provider }) => {
    if (caching === undefined) return undefined
    const other = provider ?? (routing[0] && `:${routing[0]}`)
    return other === undefined ? undefined : [caching, other]
  },
}

/** Refuses directives that contradict each other, naming both. */
export function checkSuffixes(request: ChatRequest): void {
  const found = readDirections(request)
  for (const [code, conflict] of Object.entries(conflicts)) {
    const pair = conflict(found)
    if (pair) {
      throw invalidRequest(
        code,
        `${pair[0]} cannot be combined with ${pair[1]}. Remove one of them.`,
        'model',
      )
    }
  }
  const { model } = request.reference
  const preference = found.routing[0] ?? (found.tools ? 'tools' : undefined)
  if (preference !== undefined && model.providers.length === 0) {
    throw invalidRequest(
      'speed_suffix_unsupported_model',
      `:${preference} needs a model with provider selection, and ${model.id} has none. Remove the suffix.`,
      'model',
    )
  }
}
