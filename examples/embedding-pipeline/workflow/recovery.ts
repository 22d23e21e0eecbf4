import { getWorld } from 'workflow/runtime'

let recovery: Promise<void> | undefined

/**
 * Goes on, once, with the workflows that were running when the server ended. What begins before that is over would be
 * taken for one of them, and run twice at the same time.
 */
export function recoverRuns(): Promise<void> {
  recovery ??= Promise.resolve(getWorld().start?.())
  return recovery
}
