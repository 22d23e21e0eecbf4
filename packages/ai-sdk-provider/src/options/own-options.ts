import type { SharedV4ProviderOptions } from '@ai-sdk/provider'

/** Something that carries options: a call, a message, a part of one, a tool. */
export interface Optioned {
  providerOptions?: SharedV4ProviderOptions | undefined
}

/**
 * Under another name of the provider, its options are read under that name too: `my-nano` is `myNano`.
 *
 * @returns `undefined` where the name is the usual one.
 */
export function aliasOf(providerName: string): string | undefined {
  const alias = providerName.replaceAll(/[-_.\s]+(\w)/g, (_separator, letter: string) => letter.toUpperCase())
  return alias === 'nanogpt' ? undefined : alias
}

/** The same with the options of another name moved to ours. */
export function withOwnOptions<T extends Optioned>(place: T, alias: string | undefined): T {
  const own = alias === undefined ? undefined : place.providerOptions?.[alias]
  if (own === undefined) return place
  const nanogpt = { ...place.providerOptions?.nanogpt, ...own }
  return { ...place, providerOptions: { ...place.providerOptions, nanogpt } }
}
