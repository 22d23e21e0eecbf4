/** What a body that was announced as a stream of events really is. */
export type BodyKind = 'events' | 'json' | 'html' | 'text'

const EVENT_FIELD = /^(?:data|event|id|retry)?:/

/**
 * Decides from the beginning of a body what it is, whatever its media type claims: gateways answer a
 * request for a stream with a JSON error, a whole JSON answer or an HTML page under status 200 (field
 * note A6).
 *
 * @returns `undefined` while the beginning is too short to tell and more may come.
 */
export function detectBodyKind(options: {
  beginning: string
  contentType: string
  isWhole: boolean
}): BodyKind | undefined {
  const { contentType, isWhole } = options
  const beginning = options.beginning.trimStart()
  if (beginning === '') return isWhole ? 'events' : undefined
  if (beginning.startsWith('{') || beginning.startsWith('[')) return 'json'
  if (beginning.startsWith('<')) return 'html'
  if (contentType.includes('event-stream')) return 'events'

  const lineEnd = beginning.search(/[\r\n]/)
  if (EVENT_FIELD.test(beginning)) return 'events'
  return lineEnd === -1 && !isWhole && beginning.length < 256 ? undefined : 'text'
}
