import type { JsonRecord } from '../wire/json.ts'

/** Follows messages that some gateways stream instead of deltas, and that grow or come one after another. */
export class MessageTexts {
  private readonly keys: readonly string[]
  private readonly texts = new Map<string, string>()

  /** @param keys the members of a message that are texts. */
  constructor(keys: readonly string[]) {
    this.keys = keys
  }

  /** The message with only that of its texts which earlier messages did not bring. */
  newsOf(message: JsonRecord): JsonRecord {
    const news = { ...message }
    for (const key of this.keys) {
      const text = message[key]
      if (typeof text === 'string') news[key] = this.newsOfText(key, text)
    }
    return news
  }

  private newsOfText(key: string, text: string): string {
    const earlier = this.texts.get(key) ?? ''
    const hasGrown = text.startsWith(earlier)
    this.texts.set(key, hasGrown ? text : earlier + text)
    return hasGrown ? text.slice(earlier.length) : text
  }
}
