import { streamText } from 'ai'
import { describe, expect, test } from 'vitest'
import { chunk, collect, promptOf, rejectionOf, setUp } from '../harness.ts'

const prompt = promptOf('Hello')

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError'

describe('an abort', () => {
  test('before the call sends nothing', async () => {
    const { model, emulator } = setUp()
    const error = await rejectionOf(model.doGenerate({ prompt, abortSignal: AbortSignal.abort() }))
    expect(isAbort(error)).toBe(true)
    expect(emulator.requests).toHaveLength(0)
  })

  test('while the answer is awaited rejects', async () => {
    const { model, emulator } = setUp()
    emulator.faults.next({ type: 'latency', ms: 60_000 })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 10)
    expect(isAbort(await rejectionOf(model.doStream({ prompt, abortSignal: controller.signal })))).toBe(true)
  })

  test('while the first content is awaited rejects', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ frames: [chunk({ role: 'assistant' })], end: 'stall' })
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 10)
    expect(isAbort(await rejectionOf(model.doStream({ prompt, abortSignal: controller.signal })))).toBe(true)
  })

  test('in the middle of a stream is an abort, not an error of the answer', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ frames: [chunk({ content: 'Hel' })], end: 'stall' })
    const controller = new AbortController()
    const { stream } = await model.doStream({ prompt, abortSignal: controller.signal })
    setTimeout(() => controller.abort(), 10)
    expect(isAbort(await rejectionOf(collect(stream)))).toBe(true)
  })

  test('with a reason of its own keeps the reason', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ frames: [chunk({ content: 'Hel' })], end: 'stall' })
    const controller = new AbortController()
    const reason = new Error('the user left')
    const { stream } = await model.doStream({ prompt, abortSignal: controller.signal })
    setTimeout(() => controller.abort(reason), 10)
    expect(await rejectionOf(collect(stream))).toBe(reason)
  })

  test('reaches the application as the part abort', async () => {
    const { model, emulator } = setUp()
    emulator.replies.next({ frames: [chunk({ content: 'Hel' })], end: 'stall' })
    const controller = new AbortController()
    const result = streamText({ model, prompt: 'Hi', abortSignal: controller.signal })
    const types: string[] = []
    for await (const part of result.fullStream) {
      types.push(part.type)
      if (part.type === 'text-delta') controller.abort()
    }
    expect(types.at(-1)).toBe('abort')
  })
})

test('a reader that leaves closes the connection', async () => {
  const { model, emulator } = setUp()
  emulator.replies.next({ frames: [chunk({ content: 'Hel' })], end: 'stall' })
  const { stream } = await model.doStream({ prompt })
  await stream.cancel()
  await expect.poll(() => emulator.requests[0]?.cancelled).toBe(true)
})
