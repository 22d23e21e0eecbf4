import { describe, expect, test } from 'vitest'
import { isNanoGPTError, type UsageRecord } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'
import { answering, refusalOf, resultOf } from './results-of.ts'

const query = 'owls'

/** A search tool, and what it tells of its requests. */
function setUpTool(options: Parameters<typeof setUp>[0] = {}) {
  const set = setUp(options)
  const records: UsageRecord[] = []
  const tool = set.nanogpt.tools.webSearch({ onUsage: record => records.push(record) })
  return { ...set, tool, records }
}

describe('the books', () => {
  test('have a record of each request', async () => {
    const { tool, records, lastRequest } = setUpTool()
    await tool.execute({ query })
    expect(records).toEqual([
      {
        kind: 'tool',
        name: 'webSearch',
        startedAt: expect.any(Date),
        durationMs: expect.any(Number),
        wasAnswered: true,
        costUsd: '0.006',
        requestId: lastRequest().id,
      },
    ])
  })

  test('have nothing of what was not sent', async () => {
    const { tool, records } = setUpTool()
    await tool.execute({ query: '' })
    expect(records).toEqual([])
  })

  test('know that a refused request costs nothing', async () => {
    const { tool, records, emulator } = setUpTool()
    emulator.faults.next({ type: 'status', status: 400 })
    await refusalOf(tool.execute({ query }))
    expect(records).toEqual([expect.objectContaining({ wasAnswered: false, error: expect.any(Error) })])
  })

  test.each([
    ['broke', { type: 'cut', afterFrames: 0, how: 'break' }],
    ['came too late', { type: 'status', status: 504 }],
  ] as const)('know what they do not know: what an answer costs that %s', async (_, fault) => {
    const { tool, records, emulator } = setUpTool()
    emulator.faults.next(fault)
    await tool.execute({ query }).catch(() => {})
    expect(records).toEqual([expect.objectContaining({ wasAnswered: true, error: expect.any(Error) })])
    expect(records[0]?.costUsd).toBeUndefined()
  })

  test('know it neither of an error in the clothes of an answer', async () => {
    const { tool, records } = setUpTool({ fetch: answering({ error: 'Search failed' }) })
    await refusalOf(tool.execute({ query }))
    expect(records).toEqual([expect.objectContaining({ wasAnswered: true, error: expect.any(Error) })])
  })
})

describe('an error that the model can act on is an output', () => {
  test.each([
    [400, 'Query parameter is required.'],
    [413, 'The query is too long.'],
    [422, 'The query makes no sense.'],
    [504, 'Search failed or timed out.'],
  ])('%i', async (status, message) => {
    const { tool, emulator } = setUpTool()
    emulator.faults.next({ type: 'status', status, message, envelope: 'string' })
    const output = await tool.execute({ query })
    expect(output).toMatchObject({
      error: expect.stringContaining(message),
      requestId: emulator.requests[0]?.id,
    })
    expect(tool.toModelOutput({ output })).toEqual({ type: 'error-text', value: output.error })
    expect(emulator.requests).toHaveLength(1)
  })

  test('429 for a moment', async () => {
    const { tool, emulator } = setUpTool()
    emulator.faults.next({
      type: 'status',
      status: 429,
      message: 'Slow down',
      envelope: 'string',
      retryAfter: 5,
    })
    expect(await refusalOf(tool.execute({ query }))).toBe(
      'Slow down. Wait before you try again, or go on without it.',
    )
  })

  test('an error in the clothes of an answer', async () => {
    const { tool } = setUpTool({ fetch: answering({ error: 'Linkup does not answer' }) })
    expect(await refusalOf(tool.execute({ query }))).toBe('Linkup does not answer.')
  })
})

describe('an error that only the developer can act on is thrown', () => {
  test.each([401, 402, 403, 404, 500, 503])('%i', async status => {
    const { tool, records, emulator } = setUpTool()
    emulator.faults.next({ type: 'status', status })
    const error = await rejectionOf(tool.execute({ query }))
    expect(isNanoGPTError(error) && error.statusCode).toBe(status)
    expect(records).toEqual([expect.objectContaining({ wasAnswered: false, error })])
  })

  test('429 for the day', async () => {
    const { tool, emulator } = setUpTool()
    emulator.faults.next({ type: 'status', status: 429, envelope: 'string', retryAfter: 7200 })
    expect(await rejectionOf(tool.execute({ query }))).toMatchObject({ statusCode: 429 })
  })

  test.each([
    ['a network that is down', { type: 'network' }],
    ['an answer that broke', { type: 'cut', afterFrames: 0, how: 'break' }],
    ['a page of a proxy', { type: 'contentType', contentType: 'text/html', body: '<html>Login</html>' }],
  ] as const)('%s, and never repeated', async (_, fault) => {
    const { tool, emulator } = setUpTool()
    emulator.faults.next(fault)
    expect(await rejectionOf(tool.execute({ query }))).toMatchObject({ isRetryable: false })
    expect(emulator.requests.length).toBeLessThanOrEqual(1)
  })

  test('an account with less than a search needs', async () => {
    const { tool } = setUpTool({ emulator: { balance: 0.5 } })
    const error = await rejectionOf(tool.execute({ query }))
    expect(isNanoGPTError(error) && error.statusCode).toBe(402)
  })
})

describe('an abort', () => {
  test('before the call sends nothing, and is in no books', async () => {
    const { tool, emulator, records } = setUpTool()
    const error = await rejectionOf(tool.execute({ query }, { abortSignal: AbortSignal.abort() }))
    expect(error).toMatchObject({ name: 'AbortError' })
    expect([emulator.requests, records]).toEqual([[], []])
  })

  test('during the call ends it, and may have cost something', async () => {
    const { tool, emulator, records } = setUpTool()
    emulator.faults.next({ type: 'latency', ms: 60_000 })
    const controller = new AbortController()
    const reason = new Error('the user left')
    setTimeout(() => controller.abort(reason), 10)
    expect(await rejectionOf(tool.execute({ query }, { abortSignal: controller.signal }))).toBe(reason)
    expect(records).toEqual([expect.objectContaining({ wasAnswered: true, error: reason })])
    expect(records[0]?.costUsd).toBeUndefined()
  })
})

test('tools are made without a key, which is asked for when a model calls', async () => {
  const { nanogpt } = setUp({ apiKey: '' })
  expect(await rejectionOf(nanogpt.tools.webSearch().execute({ query }))).toMatchObject({
    name: 'AI_LoadAPIKeyError',
  })
})

test('tools go to the host of the base URL, whatever its family', async () => {
  const { nanogpt, lastRequest } = setUp({ baseURL: 'https://nano-gpt.com/api/subscription/v1' })
  await resultOf(nanogpt.tools.webSearch().execute({ query }))
  expect(lastRequest().path).toBe('/api/web')
})
