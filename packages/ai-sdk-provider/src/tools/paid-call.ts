import { mayBeCharged } from '../errors/may-be-charged.ts'
import { isNanoGPTError } from '../errors/nanogpt-error.ts'
import type { UsageRecord } from '../middleware/usage-record.ts'
import type { NanoGPTClient } from '../transport/http-client.ts'
import type { Answer, EndpointFamily } from '../transport/request.ts'
import { asCount, asRecord, definedEntries, type JsonRecord } from '../wire/json.ts'
import { readBill, type Bill } from './read-bill.ts'

/** One request to an endpoint that costs money. */
export interface PaidCall {
  /** The name in the books. */
  name: string
  family: EndpointFamily
  path: string
  body: JsonRecord
  headers: Record<string, string | undefined> | undefined
  abortSignal: AbortSignal | undefined
  onUsage: ((record: UsageRecord) => void) | undefined
}

/** An answer, and what it says of its price. */
export interface PaidAnswer {
  record: JsonRecord
  bill: Bill
  errors: Answer['errors']
}

/** Sends the request once, whatever happens, and tells how it ended. */
export async function callPaid(
  client: NanoGPTClient,
  { name, onUsage, headers, ...request }: PaidCall,
): Promise<PaidAnswer> {
  request.abortSignal?.throwIfAborted()
  const startedAt = new Date()
  const beginning = performance.now()
  const tell = (outcome: Partial<UsageRecord> & Pick<UsageRecord, 'wasAnswered'>) => {
    const durationMs = performance.now() - beginning
    onUsage?.({ kind: 'tool', name, startedAt, durationMs, ...outcome })
  }
  const sent = await client
    .postJson({ ...request, headers: {}, callHeaders: headers, isCompressible: false, isCostly: true })
    .catch((error: unknown) => {
      const requestId = isNanoGPTError(error) ? error.data.requestId : undefined
      // Of what was given up, nobody knows.
      const wasAnswered = request.abortSignal?.aborted === true || mayBeCharged(error) !== false
      tell({ wasAnswered, error, ...(requestId && { requestId }) })
      throw error
    })
  const { value: record, answer } = sent
  const bill = readBill(record, answer.responseHeaders)
  tell({ wasAnswered: true, ...bill, ...readTokens(record) })
  return { record, bill, errors: answer.errors }
}

function readTokens(record: JsonRecord): Partial<UsageRecord> {
  const usage = asRecord(record.usage) ?? {}
  return definedEntries({
    inputTokens: asCount(usage.prompt_tokens),
    cachedInputTokens: asCount(asRecord(usage.prompt_tokens_details)?.cached_tokens),
    outputTokens: asCount(usage.completion_tokens),
  }) as Partial<UsageRecord>
}
