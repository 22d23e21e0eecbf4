/** Why an address cannot be read; `undefined` where it can. */
export type UrlProblem = 'invalid' | 'private' | 'unreachable' | 'youtube'

const privateHosts =
  /^(?:localhost|.*\.(?:localhost|local|internal)|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(?:1[6-9]|2\d|3[01])\..*|0\.0\.0\.0|\[.*\])$/

/** Addresses of YouTube are a matter of another endpoint. */
export function isYouTube(host: string): boolean {
  return /^(?:(?:www|m|music)\.)?(?:youtube\.com|youtube-nocookie\.com|youtu\.be)$/.test(host)
}

/** An address that the API could read: on the public web, and of no host that is known to be nowhere. */
export function readPublicUrl(address: string): URL | UrlProblem {
  if (!URL.canParse(address)) return 'invalid'
  const url = new URL(address)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'invalid'
  if (privateHosts.test(url.hostname)) return 'private'
  if (isYouTube(url.hostname)) return 'youtube'
  // Names below `.invalid` are guaranteed to lead nowhere: the way to ask for a failure.
  return url.hostname.endsWith('.invalid') ? 'unreachable' : url
}
