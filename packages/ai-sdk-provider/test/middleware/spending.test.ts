import { generateText, streamText, wrapLanguageModel } from 'ai'
import { describe, expect, test } from 'vitest'
import { createNanoGPT } from '../../src/index.ts'
import { spendLimit, SpendLimitError } from '../../src/middleware/spend-limit.ts'
import { usageLedger } from '../../src/middleware/usage-ledger.ts'
import { sumDecimals } from '../../src/wire/decimal.ts'
import { promptOf, rejectionOf, setUp } from '../harness.ts'

const wrap = (middleware: Parameters<typeof wrapLanguageModel>[0]['middleware']) => {
  const set = setUp()
  return { ...set, model: wrapLanguageModel({ model: set.model, middleware }) }
}

/** How far the balance fell, exactly. */
function fallOf({ account }: ReturnType<typeof setUp>['emulator'], from = 100): string {
  return sumDecimals([from, -account.balance])
}

describe('a ledger', () => {
  test('has one record for each call, and their sum is what the balance fell by', async () => {
    const ledger = usageLedger()
    const { model, emulator } = wrap(ledger)
    for (const prompt of ['one', 'two two', 'three three three']) await generateText({ model, prompt })
    await streamText({ model, prompt: 'four' }).consumeStream()

    expect(ledger.records).toHaveLength(4)
    expect(ledger.totals()).toMatchObject({ calls: 4, costUsd: fallOf(emulator), unknownCosts: 0 })
    expect(ledger.records[0]).toMatchObject({
      kind: 'model',
      name: 'openai/gpt-5.2',
      finishReason: 'stop',
      requestId: emulator.requests[0]?.id,
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
      durationMs: expect.any(Number),
      startedAt: expect.any(Date),
    })
    expect(ledger.totals().inputTokens).toBe(
      ledger.records.reduce((sum, { inputTokens = 0 }) => sum + inputTokens, 0),
    )
  })

  test('has the charge of a moderation, also where that refused the call', async () => {
    const ledger = usageLedger()
    const { model, emulator } = wrap(ledger)
    const providerOptions = { nanogpt: { moderation: true } }
    const { providerMetadata } = await generateText({ model, prompt: 'Owls', providerOptions })
    expect(providerMetadata?.nanogpt?.moderation).toMatchObject({ flagged: false, costUsd: 0.0001 })
    await streamText({ model, prompt: 'Owls', providerOptions }).consumeStream()
    const flagged = generateText({ model, prompt: 'Owls [flagged]', providerOptions })
    expect(await rejectionOf(flagged)).toMatchObject({ data: { code: 'content_policy_violation' } })
    expect(ledger.records[2]).toMatchObject({ wasAnswered: false, costUsd: '0.0001' })
    expect(ledger.totals()).toMatchObject({ calls: 3, costUsd: fallOf(emulator), unknownCosts: 0 })
  })

  test('has a record for each attempt, and what failed was not charged', async () => {
    const seen: unknown[] = []
    const ledger = usageLedger({ onRecord: record => seen.push(record) })
    const { model, emulator } = wrap(ledger)
    emulator.faults.next({ type: 'status', status: 400 })
    const error = await rejectionOf(generateText({ model, prompt: 'one', maxRetries: 0 }))
    expect(ledger.records).toEqual([expect.objectContaining({ error, wasAnswered: false })])
    expect(seen).toEqual(ledger.records)
    expect(ledger.totals()).toMatchObject({ calls: 1, costUsd: '0', unknownCosts: 0 })
  })

  test('knows what it does not know: an answer that broke may have been charged', async () => {
    const ledger = usageLedger()
    const { model, emulator } = wrap(ledger)
    emulator.faults.next({ type: 'cut', afterFrames: 0, how: 'break' })
    const error = await rejectionOf(generateText({ model, prompt: 'one', maxRetries: 0 }))
    expect(ledger.records).toEqual([
      expect.objectContaining({ error, wasAnswered: true, requestId: emulator.requests[0]?.id }),
    ])
    expect(ledger.totals().unknownCosts).toBe(1)
  })

  test('does not count a call that was given up before it began', async () => {
    const ledger = usageLedger()
    const { model, emulator } = wrap(ledger)
    const abortSignal = AbortSignal.abort()
    await rejectionOf(generateText({ model, prompt: 'one', abortSignal }))
    await rejectionOf(model.doStream({ prompt: promptOf('one'), abortSignal }))
    expect([ledger.records, emulator.requests]).toEqual([[], []])
  })

  test.each([
    [408, undefined],
    [429, false],
    [500, false],
    [503, false],
    [504, undefined],
    [524, undefined],
  ])('of a status %s: whether it was answered is %s', async (status, wasAnswered) => {
    const ledger = usageLedger()
    const { model, emulator } = wrap(ledger)
    emulator.faults.next({ type: 'status', status })
    await rejectionOf(generateText({ model, prompt: 'one', maxRetries: 0 }))
    expect(ledger.records.map(record => record.wasAnswered)).toEqual([wasAnswered])
    expect(ledger.totals().unknownCosts).toBe(wasAnswered === undefined ? 1 : 0)
  })

  test.each([
    ['that was never made', 'ECONNREFUSED', false],
    ['to a host without a certificate', 'SELF_SIGNED_CERT_IN_CHAIN', false],
    ['that broke before the answer', 'ECONNRESET', undefined],
  ])('of a connection %s', async (_, code, wasAnswered) => {
    const ledger = usageLedger()
    const refuse = () => Promise.reject(new TypeError('fetch failed', { cause: { code } }))
    const nanogpt = createNanoGPT({ apiKey: 'sk-nano-test', fetch: refuse })
    const model = wrapLanguageModel({ model: nanogpt('openai/gpt-5.2'), middleware: ledger })
    await rejectionOf(generateText({ model, prompt: 'one', maxRetries: 0 }))
    expect(ledger.records.map(record => record.wasAnswered)).toEqual([wasAnswered])
  })

  test('knows what it does not know: a call that is given up for a reason of its own', async () => {
    const ledger = usageLedger()
    const { model, emulator } = wrap(ledger)
    emulator.faults.next({ type: 'latency', ms: 10_000 })
    const abort = new AbortController()
    const answer = rejectionOf(generateText({ model, prompt: 'one', abortSignal: abort.signal }))
    const reason = new Error('the user left')
    setTimeout(() => abort.abort(reason), 10)
    await answer
    expect(ledger.records).toEqual([expect.objectContaining({ wasAnswered: true, error: reason })])
  })

  test('knows what it does not know: a call that is given up', async () => {
    const ledger = usageLedger()
    const { model, emulator } = wrap(ledger)
    emulator.faults.next({ type: 'latency', ms: 10_000 })
    const abort = new AbortController()
    const answer = rejectionOf(generateText({ model, prompt: 'one', abortSignal: abort.signal }))
    setTimeout(() => abort.abort(), 10)
    await answer
    expect(ledger.records.map(({ wasAnswered }) => wasAnswered)).toEqual([true])
  })

  test('knows what it does not know: a stream that is given up', async () => {
    const ledger = usageLedger()
    const { model, emulator } = wrap(ledger)
    const { stream } = await model.doStream({ prompt: promptOf('one') })
    await stream.cancel('enough')
    expect(ledger.records).toEqual([
      expect.objectContaining({ error: 'enough', wasAnswered: true, requestId: emulator.requests[0]?.id }),
    ])
    expect(ledger.totals().unknownCosts).toBe(1)
  })
})

describe('a spend limit', () => {
  test('refuses calls once the budget is used up, and says what was spent', async () => {
    const limit = spendLimit({ usd: 0.000001 })
    const { model, emulator } = wrap(limit)
    await generateText({ model, prompt: 'one' })
    const error = await rejectionOf(generateText({ model, prompt: 'two' }))
    expect(SpendLimitError.isInstance(error) && [error.limitUsd, error.spentUsd]).toEqual([
      '0.000001',
      fallOf(emulator),
    ])
    expect(error).toMatchObject({ message: expect.stringContaining(`$${limit.spentUsd} of $0.000001`) })
    expect(emulator.requests).toHaveLength(1)

    limit.reset()
    await generateText({ model, prompt: 'two' })
    expect(emulator.requests).toHaveLength(2)
  })

  test('two hundred calls at once pass it by no more than those in flight when it was reached', async () => {
    const { model: bare, emulator } = setUp()
    await generateText({ model: bare, prompt: 'What does one cost?' })
    const price = 100 - emulator.account.balance
    const limit = spendLimit({ usd: price * 20 })
    let inFlight = 0
    let atLimit: number | undefined
    const model = wrapLanguageModel({
      model: wrapLanguageModel({ model: bare, middleware: limit }),
      middleware: {
        specificationVersion: 'v4',
        async wrapGenerate({ doGenerate }) {
          inFlight += 1
          try {
            return await doGenerate()
          } finally {
            inFlight -= 1
            if (Number(limit.spentUsd) >= price * 20) atLimit ??= inFlight
          }
        },
      },
    })
    const queue = Array.from({ length: 200 }, (_, index) => index)
    const worker = async () => {
      const refusals: unknown[] = []
      while (queue.pop() !== undefined) {
        await generateText({ model, prompt: 'What does one cost?' }).catch((error: unknown) =>
          refusals.push(error),
        )
      }
      return refusals
    }
    const refusals = (await Promise.all(Array.from({ length: 10 }, worker))).flat()

    const made = emulator.requests.length - 1
    expect(refusals.every(SpendLimitError.isInstance)).toBe(true)
    expect(refusals).toHaveLength(200 - made)
    expect(made).toBeLessThanOrEqual(20 + (atLimit ?? 0))
    expect(Number(limit.spentUsd)).toBeGreaterThanOrEqual(price * 20)
  })

  test('cannot be kept after a call that does not tell its charge', async () => {
    const limit = spendLimit({ usd: 1 })
    const { model, emulator } = wrap(limit)
    emulator.replies.next({ json: { choices: [{ message: { content: 'Free?' }, finish_reason: 'stop' }] } })
    await generateText({ model, prompt: 'one' })
    const error = await rejectionOf(generateText({ model, prompt: 'two' }))
    expect(error).toMatchObject({ message: expect.stringMatching(/did not tell its charge/) })
  })

  test('but not after a gateway that lost patience: the SDK tries again', async () => {
    const limit = spendLimit({ usd: 1 })
    const { model, emulator } = wrap(limit)
    emulator.faults.next({ type: 'status', status: 504, headers: { 'retry-after-ms': '1' } })
    await generateText({ model, prompt: 'one' })
    expect(emulator.requests).toHaveLength(2)
    expect(limit.spentUsd).toBe(fallOf(emulator))
  })

  test('unless that is ignored', async () => {
    const { model, emulator } = wrap(spendLimit({ usd: 1, whenUnknown: 'ignore' }))
    emulator.replies.next({ json: { choices: [{ message: { content: 'Free?' }, finish_reason: 'stop' }] } })
    await generateText({ model, prompt: 'one' })
    await generateText({ model, prompt: 'two' })
    expect(emulator.requests).toHaveLength(2)
  })

  test('counts what a server tool cost', async () => {
    const limit = spendLimit({ usd: '0.006' })
    const { model } = wrap(limit)
    limit.record({ costUsd: '0.006', wasAnswered: true })
    expect(await rejectionOf(generateText({ model, prompt: 'one' }))).toBeInstanceOf(SpendLimitError)
  })

  test.each([0, -1, Number.NaN, 'much'])('of %s is refused', usd => {
    expect(() => spendLimit({ usd })).toThrow(/amount above 0/)
  })
})
