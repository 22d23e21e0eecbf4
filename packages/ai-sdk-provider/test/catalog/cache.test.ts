import { APICallError } from '@ai-sdk/provider'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createNanoGPT } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError'

describe('an answer', () => {
  test('is kept for five minutes', async () => {
    const now = vi.spyOn(performance, 'now').mockReturnValue(1000)
    const { nanogpt, emulator } = setUp()
    await nanogpt.getAvailableModels()
    now.mockReturnValue(300_999)
    await nanogpt.findModels({ abilities: ['vision'] })
    expect(emulator.requests).toHaveLength(1)
    now.mockReturnValue(301_000)
    await nanogpt.getAvailableModels()
    expect(emulator.requests).toHaveLength(2)
  })

  test('is asked for anew on request, and then kept', async () => {
    const { nanogpt, emulator } = setUp()
    await nanogpt.getAvailableModels()
    await nanogpt.getAvailableModels({ refresh: true })
    expect(emulator.requests).toHaveLength(2)
    await nanogpt.getAvailableModels()
    expect(emulator.requests).toHaveLength(2)
  })

  test('to another question is another', async () => {
    const { nanogpt, emulator } = setUp()
    const queries = [
      {},
      { detailed: false },
      { sort: 'mostused' },
      { plan: 'subscription' },
      { kind: 'embedding' },
    ] as const
    for (const query of [...queries, ...queries, { detailed: true }]) await nanogpt.getAvailableModels(query)
    expect(emulator.requests).toHaveLength(queries.length)
  })

  test('is not that of another provider', async () => {
    const { nanogpt, emulator } = setUp()
    await nanogpt.getAvailableModels()
    await createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch: emulator.fetch }).getAvailableModels()
    expect(emulator.requests).toHaveLength(2)
  })

  test.each([{ plan: 'personalized' }, { sort: 'favorites' }, { headers: { 'x-tenant': 'one' } }] as const)(
    'to %j belongs to one account, and is not kept',
    async query => {
      const { nanogpt, emulator } = setUp()
      await nanogpt.getAvailableModels(query)
      await nanogpt.getAvailableModels(query)
      expect(emulator.requests).toHaveLength(2)
    },
  )

  test('cannot be changed by one caller for another', async () => {
    const { nanogpt } = setUp()
    const models = await nanogpt.getAvailableModels()
    const [first] = models
    models.length = 0
    expect(() => Object.assign(first ?? {}, { id: 'mine' })).toThrow(TypeError)
    expect(() => Object.assign(first?.raw ?? {}, { id: 'mine' })).toThrow(TypeError)
    expect((await nanogpt.getAvailableModels())[0]).toBe(first)
  })

  test('that is a failure is not kept', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.next({ type: 'status', status: 503 })
    expect(await rejectionOf(nanogpt.getAvailableModels())).toBeInstanceOf(APICallError)
    expect((await nanogpt.getAvailableModels()).length).toBeGreaterThan(0)
  })

  test('without the half that failed is not kept either', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.next({ type: 'status', status: 429 }, { path: '/images/models' })
    const parametersOf = async () =>
      (await nanogpt.getAvailableModels({ kind: 'image' })).flatMap(({ parameters }) =>
        Object.keys(parameters),
      )
    const less = await parametersOf()
    expect((await parametersOf()).length).toBeGreaterThan(less.length)
    expect(emulator.requests).toHaveLength(3)
  })

  test('is not kept where each call may have another key', async () => {
    const keys = [EMULATOR_API_KEY, EMULATOR_API_KEY]
    const { nanogpt, emulator } = setUp({ apiKey: () => keys.shift() ?? '' })
    await nanogpt.getAvailableModels()
    await nanogpt.getAvailableModels()
    expect([emulator.requests.length, keys.length]).toEqual([2, 0])
  })

  test('of a refresh that fails is an error, and the next call asks again', async () => {
    const { nanogpt, emulator } = setUp()
    await nanogpt.getAvailableModels()
    emulator.faults.next({ type: 'status', status: 503 })
    expect(await rejectionOf(nanogpt.getAvailableModels({ refresh: true }))).toBeInstanceOf(APICallError)
    await nanogpt.getAvailableModels()
    expect(emulator.requests).toHaveLength(3)
  })
})

describe('concurrent calls', () => {
  test('share one request', async () => {
    const { nanogpt, emulator } = setUp()
    const lists = await Promise.all([
      nanogpt.getAvailableModels(),
      nanogpt.getAvailableModels({ kind: 'text' }),
      nanogpt.findModels({ sortBy: 'id' }),
    ])
    expect(emulator.requests).toHaveLength(1)
    expect(new Set(lists.map(({ length }) => length)).size).toBe(1)
  })

  test('for something new share one request too, but none that was on its way', async () => {
    const { nanogpt, emulator } = setUp()
    await Promise.all([
      nanogpt.getAvailableModels(),
      nanogpt.getAvailableModels({ refresh: true }),
      nanogpt.findModels({ refresh: true }),
    ])
    expect(emulator.requests).toHaveLength(2)
  })

  test('share a failure too, and each of them is told', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.next({ type: 'status', status: 503 })
    const errors = await Promise.all([
      rejectionOf(nanogpt.getAvailableModels()),
      rejectionOf(nanogpt.getAvailableModels()),
    ])
    expect(errors.every(error => APICallError.isInstance(error))).toBe(true)
    expect(emulator.requests).toHaveLength(1)
  })

  test('go on when one of them is aborted', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.next({ type: 'latency', ms: 50 })
    const controller = new AbortController()
    const aborted = rejectionOf(nanogpt.getAvailableModels({ abortSignal: controller.signal }))
    const other = nanogpt.getAvailableModels()
    controller.abort()
    expect(isAbort(await aborted)).toBe(true)
    expect((await other).length).toBeGreaterThan(0)
    expect(emulator.requests).toHaveLength(1)
  })
})

describe('an abort', () => {
  test('of an image list is one while its second half is awaited', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.always({ type: 'latency', ms: 10_000 }, { path: '/images/models' })
    for (const headers of [undefined, { 'x-tenant': 'one' }]) {
      const call = {
        kind: 'image',
        abortSignal: AbortSignal.timeout(50),
        ...(headers && { headers }),
      } as const
      const error = await rejectionOf(nanogpt.getAvailableModels(call))
      expect(error).toHaveProperty('name', 'TimeoutError')
    }
  })

  test('before the call asks nothing', async () => {
    const { nanogpt, emulator } = setUp()
    const error = await rejectionOf(nanogpt.getAvailableModels({ abortSignal: AbortSignal.abort() }))
    expect(isAbort(error)).toBe(true)
    expect(emulator.requests).toEqual([])
  })

  test('of all who wait ends the request, and the next call is not held up by it', async () => {
    let given: AbortSignal | undefined
    const { emulator } = setUp()
    const fetch: typeof globalThis.fetch = async (input, init) => {
      if (given !== undefined) return emulator.fetch(input, init)
      given = init?.signal ?? undefined
      return new Promise<Response>(() => {})
    }
    const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch })
    const controllers = [new AbortController(), new AbortController()]
    const calls = controllers.map(({ signal }) => rejectionOf(nanogpt.findModels({ abortSignal: signal })))
    await vi.waitFor(() => expect(given).toBeDefined())
    controllers[0]?.abort()
    expect(isAbort(await calls[0])).toBe(true)
    expect(given?.aborted).toBe(false)
    controllers[1]?.abort()
    expect(isAbort(await calls[1])).toBe(true)
    expect(given?.aborted).toBe(true)
    expect((await nanogpt.findModels()).length).toBeGreaterThan(0)
  })

  test('ends a request that belongs to nobody else', async () => {
    const { nanogpt, emulator } = setUp()
    emulator.faults.next({ type: 'latency', ms: 60_000 })
    const controller = new AbortController()
    const query = { headers: { 'x-tenant': 'one' }, abortSignal: controller.signal }
    const call = rejectionOf(nanogpt.getAvailableModels(query))
    setTimeout(() => controller.abort(), 10)
    expect(isAbort(await call)).toBe(true)
  })
})
