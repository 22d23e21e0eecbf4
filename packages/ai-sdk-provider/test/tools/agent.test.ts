import { generateText, isStepCount, streamText, ToolLoopAgent, wrapLanguageModel } from 'ai'
import { describe, expect, test } from 'vitest'
import { spendLimit, SpendLimitError } from '../../src/middleware/spend-limit.ts'
import { usageLedger } from '../../src/middleware/usage-ledger.ts'
import { sumDecimals } from '../../src/wire/decimal.ts'
import { rejectionOf, setUp } from '../harness.ts'

const page = 'https://encyclopedia.example/honey-bees'
const prompt = `Search the web for honey bees in winter since 2025-02-01, and scrape ${page}`

/** How far the balance fell, exactly. */
const fallOf = ({ account }: ReturnType<typeof setUp>['emulator']) =>
  sumDecimals([100, `-${account.balance}`])

describe('an agent that searches and reads', () => {
  test('answers with sources, and its ledger is what the balance fell by, to the last digit', async () => {
    const { nanogpt, emulator, model } = setUp({ emulator: { onUnknownField: 'error' } })
    const ledger = usageLedger()
    const agent = new ToolLoopAgent({
      model: wrapLanguageModel({ model, middleware: ledger }),
      tools: {
        webSearch: nanogpt.tools.webSearch({ onUsage: ledger.record }),
        scrapeUrls: nanogpt.tools.scrapeUrls({ onUsage: ledger.record }),
      },
      stopWhen: isStepCount(5),
    })
    const { text, steps } = await agent.generate({ prompt })

    const outputs = steps.flatMap(({ staticToolResults }) => staticToolResults.map(({ output }) => output))
    const sources = outputs.flatMap(output => ('sources' in output ? output.sources : []))
    expect(outputs).toHaveLength(2)
    expect(sources.map(({ url }) => url)).toContain(page)
    expect(sources.length).toBeGreaterThan(1)
    for (const { url, title } of sources) {
      expect(text).toContain(url)
      expect(text).toContain(title)
    }
    expect(ledger.records.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'model openai/gpt-5.2',
      'tool webSearch',
      'model openai/gpt-5.2',
      'tool scrapeUrls',
      'model openai/gpt-5.2',
    ])
    expect(ledger.records.map(({ requestId }) => requestId)).toEqual(emulator.requests.map(({ id }) => id))
    expect(ledger.totals()).toMatchObject({ calls: 5, unknownCosts: 0, costUsd: fallOf(emulator) })
  })

  test('the same with the steps of streamText', async () => {
    const { nanogpt, emulator, model } = setUp()
    const ledger = usageLedger()
    const result = streamText({
      model: wrapLanguageModel({ model, middleware: ledger }),
      prompt,
      tools: {
        webSearch: nanogpt.tools.webSearch({ onUsage: ledger.record }),
        scrapeUrls: nanogpt.tools.scrapeUrls({ onUsage: ledger.record }),
      },
      stopWhen: isStepCount(5),
    })
    expect(await result.text).toContain(page)
    expect(ledger.totals()).toMatchObject({ calls: 5, unknownCosts: 0, costUsd: fallOf(emulator) })
  })

  test('what its tools cost counts against a spend limit', async () => {
    const { nanogpt, emulator, model } = setUp()
    const limit = spendLimit({ usd: '0.006' })
    const error = await rejectionOf(
      generateText({
        model: wrapLanguageModel({ model, middleware: limit }),
        prompt,
        tools: { webSearch: nanogpt.tools.webSearch({ onUsage: limit.record }) },
        stopWhen: isStepCount(5),
      }),
    )
    expect(error).toBeInstanceOf(SpendLimitError)
    expect(emulator.requests.map(({ path }) => path)).toEqual(['/api/v1/chat/completions', '/api/web'])
    expect(limit.spentUsd).toBe(fallOf(emulator))
  })

  test('reads the refusal of a tool, and goes on', async () => {
    const { nanogpt, emulator, model } = setUp()
    emulator.replies.next({
      toolCalls: [{ name: 'scrapeUrls', arguments: { urls: ['https://youtu.be/dQw4w9WgXcQ'] } }],
    })
    const { text, steps } = await generateText({
      model,
      prompt: 'What is said in the video?',
      tools: { scrapeUrls: nanogpt.tools.scrapeUrls() },
      stopWhen: isStepCount(3),
    })
    expect(steps[0]?.staticToolResults[0]?.output.error).toMatch(/YouTube cannot be scraped/)
    expect(text).toContain('YouTube cannot be scraped')
    expect(emulator.requests.map(({ path }) => path)).not.toContain('/api/scrape-urls')
  })

  test('has an error of the account as a tool error, and the model is told', async () => {
    const { nanogpt, emulator, model } = setUp()
    emulator.replies.next({ toolCalls: [{ name: 'webSearch', arguments: { query: 'owls' } }] })
    emulator.faults.next({ type: 'status', status: 402 }, { path: '/api/web' })
    const { steps, text } = await generateText({
      model,
      prompt: 'What do owls eat?',
      tools: { webSearch: nanogpt.tools.webSearch() },
      stopWhen: isStepCount(3),
    })
    expect(steps[0]?.content.find(({ type }) => type === 'tool-error')).toMatchObject({
      error: expect.objectContaining({ statusCode: 402, isRetryable: false }),
    })
    expect(text).not.toBe('')
  })
})
