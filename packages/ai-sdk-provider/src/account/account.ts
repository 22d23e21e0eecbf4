import { APICallError, InvalidArgumentError } from '@ai-sdk/provider'
import { delay } from '@ai-sdk/provider-utils'
import { isNanoGPTError } from '../errors/nanogpt-error.ts'
import type { NanoGPTClient } from '../transport/http-client.ts'
import type { RequestOptions } from '../transport/request.ts'
import type { JsonRecord } from '../wire/json.ts'
import type {
  NanoGPTAccountCall,
  NanoGPTBalance,
  NanoGPTKeyCheck,
  NanoGPTRequestBilling,
  NanoGPTRequestBillingQuery,
  NanoGPTSubscriptionUsage,
  NanoGPTUsage,
  NanoGPTUsageQuery,
} from './account-types.ts'
import { readBalance, readRequestBilling, readSubscriptionUsage, readUsage } from './read-account.ts'
import { prepareUsageQuery } from './usage-query.ts'

/** The account behind a key. No question costs anything. */
export interface NanoGPTAccount {
  /**
   * The balance. `POST /api/check-balance`.
   *
   * @throws NanoGPT's `APICallError`, as all of these do.
   */
  getBalance(call?: NanoGPTAccountCall): Promise<NanoGPTBalance>

  /**
   * Whether the API takes the key. Other lists and models answer without a valid one, so this asks for the balance.
   *
   * @throws whatever does not come from the key, such as a network that is down.
   */
  checkKey(call?: NanoGPTAccountCall): Promise<NanoGPTKeyCheck>

  /**
   * What the key spent, by day and model. `GET /api/v1/usage`.
   *
   * @throws InvalidArgumentError for days that are none, come in the wrong order, or are more than 366.
   */
  getUsage(query?: NanoGPTUsageQuery): Promise<NanoGPTUsage>

  /** The subscription: its quotas and when they begin anew. `GET /api/subscription/v1/usage`. */
  getSubscriptionUsage(call?: NanoGPTAccountCall): Promise<NanoGPTSubscriptionUsage>

  /**
   * What a request was charged, up to a day later. `GET /api/v1/usage/requests/{id}`. The id is
   * `providerMetadata.nanogpt.requestId`, or the response header `x-request-id`.
   *
   * @throws InvalidArgumentError when it is no request id.
   * @example await nanogpt.getRequestBilling(requestId) // { cost: { decimal: '0.00123456', … }, … }
   */
  getRequestBilling(requestId: string, query?: NanoGPTRequestBillingQuery): Promise<NanoGPTRequestBilling>
}

/** @param connect gives the client, when it is first needed. */
export function createAccount(connect: () => NanoGPTClient): NanoGPTAccount {
  const getBalance = async (call: NanoGPTAccountCall = {}) => {
    const { value } = await connect().postJson({
      ...toRequest('api', 'check-balance', call),
      body: {},
      isCompressible: false,
    })
    return readBalance(value)
  }
  return {
    getBalance,
    async checkKey(call) {
      try {
        return { isValid: true, balance: await getBalance(call) }
      } catch (error) {
        if (!isNanoGPTError(error) || error.statusCode !== 401) throw error
        return { isValid: false, reason: error.data.message, code: error.data.code }
      }
    },
    async getUsage(query = {}) {
      const request = toRequest('plain', 'usage', query)
      const { value } = await connect().getJson({ ...request, query: prepareUsageQuery(query) })
      return readUsage(value)
    },
    async getSubscriptionUsage(call = {}) {
      const { value } = await connect().getJson(toRequest('subscription', 'usage', call))
      return readSubscriptionUsage(value)
    },
    async getRequestBilling(requestId, query = {}) {
      checkRequestId(requestId)
      const request = toRequest('plain', `usage/requests/${requestId}`, query)
      const ask = async () => (await connect().getJson(request)).value
      return readRequestBilling(await askPatiently(ask, query), requestId)
    },
  }
}

function toRequest(
  family: RequestOptions['family'],
  path: string,
  { headers, abortSignal }: NanoGPTAccountCall,
): RequestOptions {
  return { family, path, headers: {}, callHeaders: headers, abortSignal }
}

const DEFAULT_PATIENCE_MS = 60_000
/** What the documents ask for where an answer does not say it (newest sheet §3). */
const DEFAULT_WAIT_SECONDS = 30
/** Many look-ups that began together do not come back together. */
const JITTER_MS = 1000

/** Comes back as the API asks to, while there is time: a charge is booked a while after its answer. */
async function askPatiently(
  ask: () => Promise<JsonRecord>,
  { patienceMs = DEFAULT_PATIENCE_MS, abortSignal }: NanoGPTRequestBillingQuery,
): Promise<JsonRecord> {
  const deadline = performance.now() + patienceMs
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const wait = waitOf(error)
      if (wait === undefined || performance.now() + wait > deadline) throw error
      await delay(wait + Math.random() * Math.min(JITTER_MS, wait), abortSignal && { abortSignal })
    }
  }
}

/** Milliseconds to wait after an error that may pass. */
function waitOf(error: unknown): number | undefined {
  if (!APICallError.isInstance(error) || ![404, 429, 503].includes(error.statusCode ?? 0)) return undefined
  const seconds = Number(error.responseHeaders?.['retry-after'] ?? DEFAULT_WAIT_SECONDS)
  return (Number.isFinite(seconds) ? seconds : DEFAULT_WAIT_SECONDS) * 1000
}

function checkRequestId(requestId: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(requestId)) return
  throw new InvalidArgumentError({
    argument: 'requestId',
    message: `'${requestId}' is no request id. It is in providerMetadata.nanogpt.requestId, and in the header x-request-id.`,
  })
}
