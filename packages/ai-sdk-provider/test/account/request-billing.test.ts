import { InvalidArgumentError } from '@ai-sdk/provider'
import { isAbortError } from '@ai-sdk/provider-utils'
import { embed, generateImage, generateText } from 'ai'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { NanoGPTProvider } from '../../src/index.ts'
import { rejectionOf, setUp, type SetUpOptions } from '../harness.ts'

// The waits are those of the API, half a minute and more: the clock is wound on instead.
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** A request that was charged, and its id. */
async function setUpCharge(options: SetUpOptions = {}) {
  const { nanogpt, emulator, model } = setUp(options)
  const { providerMetadata } = await generateText({ model, prompt: 'Hello' })
  emulator.requests.length = 0
  return {
    nanogpt,
    emulator,
    metadata: providerMetadata?.nanogpt,
    requestId: String(providerMetadata?.nanogpt?.requestId),
  }
}

interface Outcome<T> {
  seconds: number
  isSettled: boolean
  value?: T
  error?: unknown
}

/** Winds the clock on until a promise has settled, and says by how many seconds. */
async function settle<T>(promise: Promise<T>): Promise<Outcome<T>> {
  const outcome: Outcome<T> = { seconds: 0, isSettled: false }
  void promise
    .then(
      value => (outcome.value = value),
      (error: unknown) => (outcome.error = error),
    )
    .finally(() => (outcome.isSettled = true))
  await vi.advanceTimersByTimeAsync(0)
  for (; !outcome.isSettled && outcome.seconds < 100_000; outcome.seconds += 1) {
    await vi.advanceTimersByTimeAsync(1000)
  }
  return outcome
}

const billingOf = (nanogpt: NanoGPTProvider, requestId: string, patienceMs?: number) =>
  settle(nanogpt.getRequestBilling(requestId, { ...(patienceMs !== undefined && { patienceMs }) }))

describe('an earlier request', () => {
  test('is found by the id in its metadata, two seconds later', async () => {
    const { nanogpt, requestId, metadata, emulator } = await setUpCharge()
    const { value, seconds } = await billingOf(nanogpt, requestId)
    expect(value).toMatchObject({
      requestId,
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
    })
    expect(value?.cost?.number).toBe(metadata?.costUsd)
    expect(value?.cost?.currency).toBe('USD')
    expect((value?.expiresAt?.getTime() ?? 0) - (value?.createdAt?.getTime() ?? 0)).toBe(86_400_000)
    expect(seconds).toBe(2)
    expect(emulator.requests).toHaveLength(1)
    expect(emulator.requests[0]).toMatchObject({ method: 'GET', path: `/api/v1/usage/requests/${requestId}` })
  })

  test('of any kind is found', async () => {
    const { nanogpt, emulator } = setUp()
    const vector = await embed({ model: nanogpt.embeddingModel('text-embedding-3-small'), value: 'An owl.' })
    const image = await generateImage({ model: nanogpt.imageModel('hidream'), prompt: 'An owl' })
    const ids = [
      vector.providerMetadata?.nanogpt?.requestId,
      image.responses[0]?.headers?.['x-request-id'],
    ].map(String)
    for (const [index, id] of ids.entries()) {
      const { value } = await billingOf(nanogpt, id)
      expect(value?.cost?.number).toBe(emulator.account.entries[index]?.amount)
    }
  })

  test('of long ago is asked for at once where nobody wants to wait', async () => {
    const { nanogpt, requestId } = await setUpCharge()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await billingOf(nanogpt, requestId, 0)).toMatchObject({ seconds: 0, value: { requestId } })
  })

  test('is shown for a day', async () => {
    const { nanogpt, requestId, emulator } = await setUpCharge({ emulator: { clock: 'manual' } })
    emulator.clock.advance(86_400_000)
    expect((await billingOf(nanogpt, requestId, 0)).error).toHaveProperty('statusCode', 404)
  })
})

describe('a charge that is not booked yet', () => {
  test.each([
    [0, 32],
    [0.999, 33],
  ])('is asked for again when the API says, and up to a second later: %d', async (chance, expected) => {
    const { nanogpt, requestId, emulator } = await setUpCharge({ emulator: { billingDelayMs: 20_000 } })
    const random = vi.spyOn(Math, 'random').mockReturnValue(chance)
    const { value, seconds } = await billingOf(nanogpt, requestId)
    random.mockRestore()
    expect(value?.requestId).toBe(requestId)
    expect(emulator.requests.map(({ status }) => status)).toEqual([404, 200])
    expect(seconds).toBe(expected)
  })

  test('is given up when another question would come too late', async () => {
    const { nanogpt, requestId, emulator } = await setUpCharge({ emulator: { billingDelayMs: 3_600_000 } })
    const { error, seconds } = await billingOf(nanogpt, requestId)
    expect(error).toMatchObject({ statusCode: 404, isRetryable: false })
    expect(emulator.requests).toHaveLength(2)
    expect(seconds).toBeLessThanOrEqual(60)
  })

  test('is waited for as long as is wished, but not longer than it can be shown', async () => {
    const { nanogpt, requestId, emulator } = await setUpCharge({ emulator: { billingDelayMs: 600_000 } })
    const found = await billingOf(nanogpt, requestId, 3_600_000)
    expect(found.value?.requestId).toBe(requestId)
    expect(found.seconds).toBeGreaterThanOrEqual(600)

    emulator.faults.always({ type: 'status', status: 404, headers: { 'retry-after': '7200' } })
    const { error, seconds } = await billingOf(nanogpt, requestId, Infinity)
    expect(error).toHaveProperty('statusCode', 404)
    expect(seconds).toBeLessThanOrEqual(86_400)
    expect(seconds).toBeGreaterThan(70_000)
  })

  test('without patience is one question', async () => {
    const { nanogpt, requestId, emulator } = await setUpCharge()
    const { error, seconds } = await billingOf(nanogpt, requestId, 0)
    expect(error).toHaveProperty('statusCode', 404)
    expect([seconds, emulator.requests.length]).toEqual([0, 1])
  })

  test.each([429, 503])('is asked for again after a %i', async status => {
    const { nanogpt, requestId, emulator } = await setUpCharge()
    emulator.faults.next({ type: 'status', status, retryAfter: 10 })
    const { value, seconds } = await billingOf(nanogpt, requestId)
    expect(value?.requestId).toBe(requestId)
    expect(seconds).toBeGreaterThanOrEqual(12)
    expect(seconds).toBeLessThanOrEqual(14)
  })

  test('is not waited for by whoever aborts', async () => {
    const { nanogpt, requestId, emulator } = await setUpCharge({ emulator: { billingDelayMs: 600_000 } })
    const abort = new AbortController()
    const pending = settle(
      nanogpt.getRequestBilling(requestId, { patienceMs: 3_600_000, abortSignal: abort.signal }),
    )
    await vi.advanceTimersByTimeAsync(10_000)
    abort.abort()
    const { error } = await pending
    expect(isAbortError(error)).toBe(true)
    await vi.advanceTimersByTimeAsync(100_000)
    expect(emulator.requests).toHaveLength(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('is not asked for when the call is aborted in the first two seconds', async () => {
    const { nanogpt, requestId, emulator } = await setUpCharge()
    const abort = new AbortController()
    const pending = rejectionOf(nanogpt.getRequestBilling(requestId, { abortSignal: abort.signal }))
    abort.abort(new Error('Never mind.'))
    expect(await pending).toBe(abort.signal.reason)
    expect(emulator.requests).toHaveLength(0)
  })
})

describe('what no wait can mend', () => {
  test('an id of several requests', async () => {
    const { nanogpt, model, emulator } = setUp()
    const headers = { 'x-request-id': 'mine-1' }
    await generateText({ model, prompt: 'Hello', headers })
    await generateText({ model, prompt: 'Hello again', headers })
    const { error, seconds } = await billingOf(nanogpt, 'mine-1')
    expect(error).toMatchObject({
      statusCode: 409,
      isRetryable: false,
      data: { code: 'ambiguous_request_id' },
    })
    expect(seconds).toBe(2)
    expect(emulator.requests).toHaveLength(3)
  })

  test('a wrong key', async () => {
    const { nanogpt } = setUp({ apiKey: 'sk-nano-of-somebody-else' })
    expect(await billingOf(nanogpt, 'req_1')).toMatchObject({ seconds: 2, error: { statusCode: 401 } })
  })

  test('a network that is down', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.always({ type: 'network' })
    expect((await billingOf(nanogpt, 'req_1')).seconds).toBe(2)
  })

  test.each([undefined, '', '../models', 'req 1', '_1', 'a'.repeat(129)])('%j is no id', async requestId => {
    const { nanogpt, emulator } = setUp()
    // What a caller without types passes when an answer had no id.
    const error = await rejectionOf(Reflect.apply(nanogpt.getRequestBilling, nanogpt, [requestId]))
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(emulator.requests).toHaveLength(0)
  })

  test.each([-1, Number.NaN])('a patience of %d', async patienceMs => {
    const { nanogpt } = setUp()
    const error = await rejectionOf(nanogpt.getRequestBilling('req_1', { patienceMs }))
    expect(error).toHaveProperty('argument', 'patienceMs')
  })
})
