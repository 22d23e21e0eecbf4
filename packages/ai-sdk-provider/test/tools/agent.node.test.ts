import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import { isStepCount, ToolLoopAgent, wrapLanguageModel } from 'ai'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNanoGPT, usageLedger } from '../../src/index.ts'
import { sumDecimals } from '../../src/wire/decimal.ts'

let served: ServedEmulator
beforeAll(async () => {
  served = await serveEmulator({ onUnknownField: 'error', billingDelayMs: 0 })
})
afterAll(() => served.close())

const subjects = ['honey bees', 'owls', 'glaciers', 'tides', 'lichens', 'comets']

test('agents that work at the same time answer with sources, and all the books say the same, to the last digit', async () => {
  const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, baseURL: served.url })
  const ledger = usageLedger()
  const agent = new ToolLoopAgent({
    model: wrapLanguageModel({ model: nanogpt('openai/gpt-5.2'), middleware: ledger }),
    tools: {
      webSearch: nanogpt.tools.webSearch({ onUsage: ledger.record }),
      scrapeUrls: nanogpt.tools.scrapeUrls({ onUsage: ledger.record }),
    },
    stopWhen: isStepCount(5),
  })
  const before = await nanogpt.getBalance()
  const answers = await Promise.all(
    subjects.map(async (subject, index) => {
      const page = `https://encyclopedia.example/${encodeURIComponent(subject)}`
      const prompt = `Search the web for ${subject}, and scrape ${page}`
      const answer = index % 2 === 0 ? await agent.generate({ prompt }) : await agent.stream({ prompt })
      return { page, text: await answer.text, steps: await answer.steps }
    }),
  )
  const after = await nanogpt.getBalance()

  for (const { page, text, steps } of answers) {
    const outputs = steps.flatMap(({ staticToolResults }) => staticToolResults.map(({ output }) => output))
    const sources = outputs.flatMap(output => (output.error === undefined ? output.sources : []))
    expect(steps.map(({ toolCalls }) => toolCalls.map(({ toolName }) => toolName))).toEqual([
      ['webSearch'],
      ['scrapeUrls'],
      [],
    ])
    expect(sources.map(({ url }) => url)).toContain(page)
    for (const { url } of sources) expect(text).toContain(url)
  }

  const fall = sumDecimals([before.usd?.decimal ?? '', `-${after.usd?.decimal}`])
  expect(ledger.totals()).toMatchObject({ calls: subjects.length * 5, unknownCosts: 0, costUsd: fall })
  const bills = await Promise.all(
    ledger.records.map(({ requestId = '' }) => nanogpt.getRequestBilling(requestId, { patienceMs: 0 })),
  )
  expect(bills.map(({ cost }) => cost?.decimal)).toEqual(ledger.records.map(({ costUsd }) => costUsd))
  const { totals } = await nanogpt.getUsage()
  expect([totals.requests, totals.netCost?.decimal]).toEqual([subjects.length * 5, fall])
})
