import { InvalidArgumentError } from '@ai-sdk/provider'
import type { FetchFunction, Resolvable } from '@ai-sdk/provider-utils'
import type { NanoGPTBilling } from './options/billing.ts'
import type { NanoGPTCompression } from './transport/compression.ts'

/** Settings of `createNanoGPT`. All of them are optional. */
export interface NanoGPTProviderSettings {
  /**
   * The API key, or a function that gets it; asked for with every request, never before the first.
   * Default: the environment variable `NANOGPT_API_KEY`, then `NANO_GPT_API_KEY`.
   */
  apiKey?: Resolvable<string>
  /**
   * Where the API is. A trailing slash, a bare host and a pasted endpoint are understood. Default: the
   * environment variable `NANOGPT_BASE_URL`, then `https://nano-gpt.com/api/v1`.
   */
  baseURL?: string
  /** Headers of every request. One of them may authenticate instead of a key. */
  headers?: Record<string, string | undefined>
  /** A `fetch` of your own: middleware, tests, the emulator. */
  fetch?: FetchFunction
  /**
   * How calls are paid: `auto` leaves it to the account (default), `subscription` uses the endpoints that
   * only know models of the subscription and warns of what would be charged all the same, `paygo` charges
   * the balance.
   */
  billing?: NanoGPTBilling
  /**
   * gzip of request bodies: `auto` (default) compresses what is sent to NanoGPT's own hosts from 16 KiB on,
   * `off` nothing, `{ minBytes }` everything from that size on, whatever the host. A server that refuses it
   * with a 415 gets that request once more as it is, and the later ones too.
   */
  compression?: NanoGPTCompression
  /**
   * Milliseconds without an event after which an open stream fails. Comments that keep the connection
   * open do not count as events. Off by default: models may think for minutes.
   */
  idleTimeout?: number
  /**
   * Prefix of the provider ids, default `nanogpt`. Under another name options are also read from its
   * camelCase form, beside `nanogpt`.
   */
  name?: string
}

/** Timers count in 32 bits; a longer one would fire at once. */
export const LONGEST_TIMEOUT = 2 ** 31 - 1

const BILLING_MODES: readonly unknown[] = ['auto', 'subscription', 'paygo']

/** @throws InvalidArgumentError naming the setting that cannot be. */
export function checkSettings(settings: NanoGPTProviderSettings): void {
  const { billing, compression, idleTimeout } = settings
  if (billing !== undefined && !BILLING_MODES.includes(billing)) {
    throw refusal(
      'billing',
      `billing must be 'auto', 'subscription' or 'paygo', not ${JSON.stringify(billing)}.`,
    )
  }
  if (compression !== undefined && !isCompression(compression)) {
    throw refusal('compression', "compression must be 'auto', 'off' or { minBytes: number }.")
  }
  if (idleTimeout !== undefined && !(typeof idleTimeout === 'number' && idleTimeout > 0)) {
    throw refusal(
      'idleTimeout',
      `idleTimeout must be a positive number of milliseconds, not ${idleTimeout}. Leave it out to switch it off.`,
    )
  }
}

function isCompression(compression: unknown): boolean {
  if (compression === 'auto' || compression === 'off') return true
  return (
    typeof compression === 'object' &&
    compression !== null &&
    'minBytes' in compression &&
    Number(compression.minBytes) >= 0
  )
}

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
