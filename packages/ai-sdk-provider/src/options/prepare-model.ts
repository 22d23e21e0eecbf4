import { refuseConflicts, type DirectiveClaim } from '../model-id/conflicts.ts'
import { directiveClaims, parseModelId } from '../model-id/model-id.ts'
import type { RoutingPreference } from '../model-id/suffix-table.ts'
import type { JsonRecord } from '../wire/json.ts'

/** The options that decide which upstream provider answers. */
export interface RoutedOptions {
  routing?: RoutingPreference
  caching?: boolean
  provider?: unknown
  extraBody?: JsonRecord
}

/**
 * The id verbatim, with the routing preference of the options behind it: routing has no field of its own.
 *
 * @throws InvalidArgumentError when suffixes, options and headers contradict each other.
 */
export function prepareModel(
  modelId: string,
  options: RoutedOptions,
  sentHeaders: Readonly<Record<string, string>>,
): string {
  refuseConflicts([...directiveClaims(modelId), ...optionClaims(options, sentHeaders)])
  const { routing } = options
  return routing === undefined || parseModelId(modelId).routing === routing
    ? modelId
    : `${modelId}:${routing}`
}

const said = (option: string) => `providerOptions.nanogpt.${option}`

function optionClaims(
  options: RoutedOptions,
  sentHeaders: Readonly<Record<string, string>>,
): DirectiveClaim[] {
  const { routing, extraBody = {} } = options
  const { caching = extraBody.caching, provider = extraBody.provider } = options
  const claims: DirectiveClaim[] = []
  if (routing) {
    claims.push({ kind: routing === 'tools' ? 'tools' : 'routing', routing, said: said('routing') })
  }
  if (caching === true) claims.push({ kind: 'caching', said: said('caching') })
  if (provider !== undefined) claims.push({ kind: 'provider', said: said('provider') })
  if (sentHeaders['x-provider'] !== undefined) {
    claims.push({ kind: 'provider', said: 'the header X-Provider' })
  }
  return claims
}
