/** What a chat request means once suffixes, headers and body are put together; the body wins over a suffix. */
export interface Understanding {
  /** The id in the catalogue, without directives. */
  model: string
  /** `subscription` costs nothing; anything explicit about providers or caching makes it `paygo`. */
  billing: 'subscription' | 'paygo'
  /** Why a subscription does not cover the request. */
  paygoReason?: string
  /** The provider that was named, if any. */
  provider?: string
  routing?: 'speed' | 'throughput' | 'latency' | 'price' | 'tools'
  caching: boolean
  search?: { provider: string; depth: string }
  memoryDays?: number
  redaction: boolean
  /** `undefined`: the model does not think. */
  effort?: string
  excludeReasoning: boolean
  /** USD, as deducted from the balance. Present once the request was answered. */
  cost?: number
}
