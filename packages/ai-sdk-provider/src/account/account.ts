import { InvalidArgumentError } from '@ai-sdk/provider'
import { delay } from '@ai-sdk/provider-utils'
import { isNanoGPTError } from '../errors/nanogpt-error.ts'
import type { NanoGPTClient } from '../transport/http-client.ts'
import type { RequestOptions } from '../transport/request.ts'
import { untilAborted } from '../transport/until-aborted.ts'
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
import { FIRST_QUESTION_MS, LONGEST_PATIENCE_MS, waitAfter } from './billing-wait.ts'
import { prepareUsageQuery } from './prepare-usage-query.ts'
import { readBalance, readRequestBilling, readSubscriptionUsage, readUsage } from './read-account.ts'

/** The account behind a key. No question costs anything. */
export interface NanoGPTAccount {
  /**
   * The balance. `POST /api/check-balance`.
   *
   * @throws NanoGPT's `APICallError`, as all of these do; InvalidResponseDataError for an answer without a balance.
   */
  getBalance(call?: NanoGPTAccountCall): Promise<NanoGPTBalance>

  /**
   * Whether the API takes the key. Lists of models answer without a valid one, so this asks for the balance.
   *
   * @throws LoadAPIKeyError when there is no key; and whatever does not come from the key, such as a network that is
   * down, or a 403, which says that the key is known but may not do this.
   */
  checkKey(call?: NanoGPTAccountCall): Promise<NanoGPTKeyCheck>

  /**
   * What the key spent, by day and model. `GET /api/v1/usage`.
   *
   * @throws InvalidArgumentError for days that are none, come in the wrong order, or are more than 366, and for a
   * grouping that there is not.
   * @example await nanogpt.getUsage({ from: '2026-11-01', to: new Date(), groupBy: 'model' })
   */
  getUsage(query?: NanoGPTUsageQuery): Promise<NanoGPTUsage>

  /** The subscription: its quotas and when they begin anew. `GET /api/subscription/v1/usage`. */
  getSubscriptionUsage(call?: NanoGPTAccountCall): Promise<NanoGPTSubscriptionUsage>

  /**
   * What a request was charged, up to a day later. `GET /api/v1/usage/requests/{id}`. The id is
   * `providerMetadata.nanogpt.requestId`, or the response header `x-request-id`. Asks after two seconds, and again
   * while the charge is not booked; see `patienceMs`.
   *
   * @throws APICallError with status 404 when no charge was booked in time, which does not mean that none will be;
   * with 409 when several requests had the id. InvalidArgumentError when it is no request id.
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
      checkPatience(query)
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
/** Many that began to wait together do not come back together. */
const JITTER_MS = 1000

/** Asks until there is an answer, as long as there is time for another question. */
async function askPatiently(
  ask: () => Promise<JsonRecord>,
  { patienceMs = DEFAULT_PATIENCE_MS, abortSignal }: NanoGPTRequestBillingQuery,
): Promise<JsonRecord> {
  const patience = Math.min(patienceMs, LONGEST_PATIENCE_MS)
  const deadline = performance.now() + patience
  await pause(Math.min(FIRST_QUESTION_MS, patience), abortSignal)
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      const wait = waitAfter(error, Date.now())
      if (wait === undefined || performance.now() + wait > deadline) throw error
      await pause(wait + Math.random() * JITTER_MS, abortSignal)
    }
  }
}

async function pause(milliseconds: number, abortSignal: AbortSignal | undefined): Promise<void> {
  if (milliseconds > 0) await untilAborted(delay(milliseconds, abortSignal && { abortSignal }), abortSignal)
}

function checkRequestId(requestId: unknown): void {
  if (typeof requestId === 'string' && /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/.test(requestId)) return
  throw new InvalidArgumentError({
    argument: 'requestId',
    message: `'${String(requestId)}' is no request id. It is in providerMetadata.nanogpt.requestId, and in the header x-request-id.`,
  })
}

function checkPatience({ patienceMs = 0 }: NanoGPTRequestBillingQuery): void {
  if (patienceMs >= 0) return
  throw new InvalidArgumentError({
    argument: 'patienceMs',
    message: `patienceMs must be a number of milliseconds from 0 on, not ${patienceMs}.`,
  })
}
