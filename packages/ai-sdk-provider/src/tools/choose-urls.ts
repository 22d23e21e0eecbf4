import type { NanoGPTToolFailure, NanoGPTToolRefusal, NanoGPTToolResult } from './tool-output.ts'

/** What a tool reads, and how much of it at once. */
export interface UrlRule {
  /** As in `web pages`. */
  what: string
  most: number
  /** Why a URL is not for this tool; `undefined` where it is. */
  objection: (url: URL) => string | undefined
}

/** The URLs to send, each once, and those that there is no use in sending. */
export interface ChosenUrls {
  urls: string[]
  failures: NanoGPTToolFailure[]
}

/** Checks the URLs of a model before they cost anything. */
export function chooseUrls(given: readonly string[], rule: UrlRule): ChosenUrls | NanoGPTToolRefusal {
  const unique = [...new Set(given.map(url => url.trim()))].filter(url => url !== '')
  if (unique.length === 0) return { error: `Give the URLs of 1 to ${rule.most} ${rule.what}.` }
  if (unique.length > rule.most) {
    return {
      error: `${unique.length} URLs are too many for one call: give 1 to ${rule.most}, and the rest in further calls.`,
    }
  }
  const urls: string[] = []
  const failures: NanoGPTToolFailure[] = []
  for (const url of unique) {
    const error = objectionTo(url, rule)
    if (error === undefined) urls.push(url)
    else failures.push({ url, error })
  }
  return urls.length > 0 ? { urls, failures } : refuseAll(failures)
}

function objectionTo(text: string, { objection }: UrlRule): string | undefined {
  if (!URL.canParse(text)) return 'This is no URL. Give it whole, beginning with https://.'
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) ? objection(url) : 'Only http and https URLs can be read.'
}

/** Whether YouTube serves it. */
export function isYouTube({ hostname }: URL): boolean {
  return /^(?:(?:www|m|music)\.)?(?:youtube\.com|youtube-nocookie\.com|youtu\.be)$/.test(hostname)
}

/** The result with what was not even sent; a refusal where nothing at all could be read. */
export function withFailures(
  result: NanoGPTToolResult,
  unsent: readonly NanoGPTToolFailure[],
): NanoGPTToolResult | NanoGPTToolRefusal {
  const failures = [...unsent, ...(result.failures ?? [])]
  if (failures.length === 0) return result
  const isEmpty = result.sources.length === 0 && result.answer === undefined && result.data === undefined
  return isEmpty ? refuseAll(failures) : { ...result, failures }
}

function refuseAll(failures: readonly NanoGPTToolFailure[]): NanoGPTToolRefusal {
  return {
    error: ['Nothing could be read.', ...failures.map(({ url, error }) => `${url}: ${error}`)].join('\n'),
  }
}
