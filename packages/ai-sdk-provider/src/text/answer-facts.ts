import { findPricing } from '../wire/cost.ts'
import {
  asFilledText,
  asNumber,
  asRecord,
  definedEntries,
  mergeKnown,
  type JsonRecord,
} from '../wire/json.ts'

/** Which answer it is: known from its first chunk on, or never. */
export interface AnswerIdentity {
  id?: string
  modelId?: string
  timestamp?: Date
}

/** Collects what the chunks of a text, or its one JSON document, say besides the content. The latest word counts. */
export class AnswerFacts {
  serviceTier: string | undefined
  systemFingerprint: string | undefined

  private usage: JsonRecord | undefined
  private pricing: JsonRecord | undefined
  private cache: JsonRecord | undefined
  private identity: AnswerIdentity = {}

  /** What `readUsage` and `readCost` read. */
  get spent() {
    const { usage, pricing, cache } = this
    return { usage, pricing, cache }
  }

  /** Usage may stand on any chunk, in the choice, or only in the price (field note A3). */
  push(record: JsonRecord, choice: JsonRecord | undefined): void {
    const usage =
      asRecord(record.usage) ?? asRecord(choice?.usage) ?? asRecord(asRecord(record.x_groq)?.usage)
    if (usage) this.usage = this.usage ? mergeKnown(this.usage, usage) : usage
    this.pricing = findPricing(record) ?? this.pricing
    this.cache = asRecord(record.x_nanogpt_cache) ?? this.cache
    this.serviceTier = asFilledText(record.service_tier) ?? this.serviceTier
    this.systemFingerprint = asFilledText(record.system_fingerprint) ?? this.systemFingerprint
  }

  /** @returns what is known of the answer, where a record says more than the ones before it. */
  identify(record: JsonRecord): AnswerIdentity | undefined {
    const known = this.identity
    if (known.id !== undefined && known.modelId !== undefined && known.timestamp !== undefined) {
      return undefined
    }
    const id = known.id ?? asFilledText(record.id)
    const modelId = known.modelId ?? asFilledText(record.model)
    const timestamp = known.timestamp ?? readTimestamp(record.created)
    if (id === known.id && modelId === known.modelId && timestamp === known.timestamp) return undefined
    this.identity = definedEntries({ id, modelId, timestamp })
    return this.identity
  }
}

/** Seconds since 1970; some upstreams send milliseconds. */
function readTimestamp(created: unknown): Date | undefined {
  const number = asNumber(created)
  if (number === undefined || number <= 0) return undefined
  const date = new Date(number > 100_000_000_000 ? number : number * 1000)
  return Number.isNaN(date.getTime()) ? undefined : date
}
