import type { LanguageModelV4Middleware } from '@ai-sdk/provider'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import { generateText, streamText, wrapLanguageModel, type LanguageModel } from 'ai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNanoGPT, spendLimit, SpendLimitError, type SpendLimit } from '../../src/index.ts'
import { isAtLeast, sumDecimals } from '../../src/wire/decimal.ts'

let served: ServedEmulator
beforeAll(async () => {
  served = await serveEmulator()
})
afterAll(() => served.close())

const CALLS = 200
const AT_ONCE = 25
const BUDGET = '0.01'

/** What was spent when each call was let through. It stands nearer to the model than the limit. */
function watchAdmissions(limit: SpendLimit) {
  const admissions: string[] = []
  const middleware: LanguageModelV4Middleware = {
    specificationVersion: 'v4',
    wrapGenerate({ doGenerate }) {
      admissions.push(limit.spentUsd)
      return doGenerate()
    },
    wrapStream({ doStream }) {
      admissions.push(limit.spentUsd)
      return doStream()
    },
  }
  return { admissions, middleware }
}

async function ask(model: LanguageModel, index: number): Promise<void> {
  // Prices differ.
  const prompt = `Tell me more about planets. ${'And more. '.repeat(index % 7)}`
  if (index % 2 === 0) {
    await generateText({ model, prompt })
    return
  }
  const failures: unknown[] = []
  await streamText({ model, prompt, onError: ({ error }) => void failures.push(error) }).consumeStream()
  if (failures.length > 0) throw failures[0]
}

test('of two hundred calls, whole and streamed, none begins once the budget is used up', async () => {
  const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, baseURL: served.url })
  const limit = spendLimit({ usd: BUDGET })
  const { admissions, middleware } = watchAdmissions(limit)
  const model = wrapLanguageModel({ model: nanogpt('openai/gpt-5.2'), middleware: [limit, middleware] })

  const before = await nanogpt.getBalance()
  const queue = Array.from({ length: CALLS }, (_, index) => index)
  const refusals: unknown[] = []
  const work = async () => {
    for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
      await ask(model, index).catch((error: unknown) => refusals.push(error))
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const after = await nanogpt.getBalance()

  // So what lies above the budget is what those cost that were in flight when it was reached.
  expect(admissions.filter(spent => isAtLeast(spent, BUDGET))).toEqual([])
  expect(admissions.length).toBeGreaterThan(AT_ONCE)
  expect(limit.spentUsd).toBe(sumDecimals([before.usd?.decimal ?? '', `-${after.usd?.decimal}`]))
  expect(isAtLeast(limit.spentUsd, BUDGET)).toBe(true)

  expect(refusals).toHaveLength(CALLS - admissions.length)
  for (const error of refusals) {
    if (!SpendLimitError.isInstance(error)) throw error
    expect(isAtLeast(error.spentUsd, BUDGET) && isAtLeast(limit.spentUsd, error.spentUsd)).toBe(true)
    expect(error.message).toContain(`$${error.spentUsd} of $${BUDGET} were spent`)
  }
})
