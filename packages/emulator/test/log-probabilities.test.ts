import { beforeEach, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { complete, stream } from './ask.ts'

const emulator = createEmulator()
beforeEach(() => emulator.reset())

interface Likely {
  logprobs?: { content: { token: string; logprob: number; top_logprobs: unknown[] }[] }
}

it('log probabilities cover the text, in JSON as in a stream', async () => {
  emulator.replies.next({ text: 'One two three.' })
  const reply = await complete(emulator, { logprobs: 2 })
  const whole = (reply.choices[0] as Likely).logprobs?.content ?? []
  expect(whole.map(({ token }) => token).join('')).toBe('One two three.')
  expect(whole.every(({ logprob, top_logprobs: top }) => logprob <= 0 && top.length === 2)).toBe(true)

  emulator.replies.next({ text: 'One two three.', chunkSize: 100 })
  const { frames } = await stream(emulator, { logprobs: 2 })
  expect(
    frames.flatMap(frame => (frame.choices?.[0] as Likely | undefined)?.logprobs?.content ?? []),
  ).toEqual(whole)
})

it('log probabilities come only when they are asked for', async () => {
  expect((await complete(emulator)).choices[0]).not.toHaveProperty('logprobs')
  expect((await complete(emulator, { logprobs: false })).choices[0]).not.toHaveProperty('logprobs')
})
