import { InvalidArgumentError } from '@ai-sdk/provider'
import type { RoutingPreference } from './suffix-table.ts'

/** One directive with the place it was given, so that a refusal can name both sides. */
export interface DirectiveClaim {
  kind: 'routing' | 'tools' | 'caching' | 'provider'
  /** For a routing preference: which one. */
  routing?: RoutingPreference
  /** How the user said it, for example `':fast'` or `providerOptions.nanogpt.provider`. */
  said: string
}

// API sheet §4.5.
const CONFLICTS: readonly (readonly [DirectiveClaim['kind'], DirectiveClaim['kind']])[] = [
  ['routing', 'provider'],
  ['tools', 'routing'],
  ['tools', 'provider'],
  ['tools', 'caching'],
  ['caching', 'provider'],
  ['caching', 'routing'],
]

/**
 * Refuses directives that the API answers with a 400, before they cost a round trip: those of the table,
 * and two different routing preferences, since an id takes one.
 *
 * @throws InvalidArgumentError naming both directives and the way out.
 */
export function refuseConflicts(claims: readonly DirectiveClaim[]): void {
  const [routing, ...others] = claims.filter(claim => claim.kind === 'routing')
  const other = others.find(claim => claim.routing !== routing?.routing)
  if (routing && other) throw conflictError(routing, other)

  for (const [first, second] of CONFLICTS) {
    const left = claims.find(claim => claim.kind === first)
    const right = claims.find(claim => claim.kind === second)
    if (left && right) throw conflictError(left, right)
  }
}

function conflictError(left: DirectiveClaim, right: DirectiveClaim): InvalidArgumentError {
  return new InvalidArgumentError({
    argument: 'providerOptions',
    message: `NanoGPT cannot combine ${left.said} with ${right.said}: both decide which provider answers. Remove one of the two.`,
  })
}
