import { InvalidArgumentError } from '@ai-sdk/provider'

/** Where NanoGPT answers. `https://api.nano-gpt.com/api/v1` takes larger bodies (API sheet §1.1). */
export const DEFAULT_BASE_URL = 'https://nano-gpt.com/api/v1'

/** The roots that every endpoint of the API hangs from. */
export interface Endpoints {
  /** The OpenAI-style family, for example `https://nano-gpt.com/api/v1`. */
  v1: string
  /** The same for what only the plain family has: everything but chat and models. */
  plain: string
  /** The endpoints without a version, for example `https://nano-gpt.com/api`. */
  api: string
}

// What people paste behind the base: the endpoint they saw in a curl example (field note A8).
const PASTED_ENDPOINT =
  /\/(?:chat\/completions|completions|responses|messages|embeddings|models|images(?:\/\w+)?|audio\/\w+)$/

const VARIANT = /\/(?:(?:subscription|paid|personalized)\/v1|v1legacy|v1thinking)$/

const FAMILY = /\/(?:(?:subscription|paid|personalized)\/v1|v1legacy|v1thinking|v1)$/

/**
 * Makes a base URL of what was configured: a trailing slash, a pasted endpoint, a bare host, a host
 * without a scheme and the `/api` without a version are all understood.
 *
 * @throws InvalidArgumentError when it is no http(s) URL.
 */
export function normalizeBaseURL(configured: string): string {
  const url = parseURL(configured.trim())
  const path = url.pathname
    .replaceAll(/\/{2,}/g, '/')
    .replace(/\/$/, '')
    .replace(PASTED_ENDPOINT, '')
  return url.origin + withFamily(path)
}

function withFamily(path: string): string {
  if (path === '') return '/api/v1'
  return /\/(?:api|subscription|paid|personalized)$/.test(path) ? `${path}/v1` : path
}

/** Derives the roots from a normalised base URL. */
export function resolveEndpoints(baseURL: string): Endpoints {
  const { origin, pathname } = new URL(baseURL)
  const root = pathname.replace(FAMILY, '')
  // `/v1` at the root of NanoGPT's hosts is an alias of `/api/v1` (API sheet §1.2).
  return { v1: baseURL, plain: baseURL.replace(VARIANT, '/v1'), api: origin + (root === '' ? '/api' : root) }
}

// Hosts that a key never leaves the machine for.
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\])(?:[:/]|$)/i

function parseURL(configured: string): URL {
  const scheme = LOOPBACK.test(configured) ? 'http' : 'https'
  const withScheme = /^[a-z][a-z\d+.-]*:\/\//i.test(configured) ? configured : `${scheme}://${configured}`
  const url = URL.canParse(withScheme) ? new URL(withScheme) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url
  throw new InvalidArgumentError({
    argument: 'baseURL',
    message: `baseURL must be an http or https URL such as ${DEFAULT_BASE_URL}, not '${configured}'.`,
  })
}
