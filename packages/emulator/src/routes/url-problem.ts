import type { UrlProblem } from '../reading/public-url.ts'

/** What is said of an address that cannot be read. */
export const problemText: Readonly<Record<UrlProblem, string>> = {
  invalid: 'Invalid URL',
  private: 'Only public URLs can be read',
  unreachable: 'The page could not be loaded',
  youtube: 'YouTube URLs are not supported here. Use /api/youtube-transcribe.',
}
