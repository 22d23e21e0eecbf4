import {
  experimental_generateVideo as generateVideo,
  experimental_getVideoStatus as getVideoStatus,
  experimental_startVideo as startVideo,
} from 'ai'
import { describe, expect, test } from 'vitest'
import type { NanoGPTVideoMetadata } from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'

const prompt = 'A lighthouse in a storm.'
const poll = { intervalMs: 5 }

function setUpModel(modelId = 'kling-v26-pro') {
  const { nanogpt, ...rest } = setUp({
    emulator: { onUnknownField: 'error', jobs: { queuedMs: 10, runningMs: 10 } },
  })
  return { ...rest, nanogpt, model: nanogpt.videoModel(modelId) }
}

test('a video is made, paid once, and fetched', async () => {
  const { model, emulator } = setUpModel()
  const { balance } = emulator.account
  const { video, providerMetadata, warnings } = await generateVideo({ model, prompt, duration: 10, poll })
  expect(video.mediaType).toBe('video/mp4')
  expect(new TextDecoder().decode(video.uint8Array.slice(4, 8))).toBe('ftyp')
  expect(warnings).toEqual([])
  const metadata = providerMetadata.nanogpt as NanoGPTVideoMetadata | undefined
  expect(metadata?.costUsd).toBe(0.7)
  expect(balance - emulator.account.balance).toBeCloseTo(0.7, 10)
  expect(metadata?.requestId).toMatch(/^req_/)
  expect(metadata?.job).toMatchObject({ runId: expect.stringMatching(/^vid_/), status: 'COMPLETED' })
  const posts = emulator.requests.filter(({ method }) => method === 'POST')
  expect(posts.map(({ path }) => path)).toEqual(['/api/generate-video'])
  expect(emulator.unknownFields).toEqual([])
})

test('a second instance finishes the operation from its JSON', async () => {
  const { nanogpt, emulator } = setUp({
    emulator: { clock: 'manual', jobs: { queuedMs: 1000, runningMs: 1000 } },
  })
  const { operation } = await startVideo({ model: nanogpt.videoModel('kling-v26-pro'), prompt })
  const kept = JSON.stringify(operation)
  const other = nanogpt.videoModel('veo2-video')
  const ask = async () => getVideoStatus(other, { operation: JSON.parse(kept) })

  expect(await ask()).toMatchObject({ status: 'pending' })
  emulator.clock.advance(1500)
  expect(await ask()).toMatchObject({
    status: 'pending',
    providerMetadata: { nanogpt: { job: { status: 'IN_PROGRESS', progress: 50 } } },
  })
  emulator.clock.advance(1000)
  expect(await ask()).toMatchObject({
    status: 'completed',
    videos: [{ type: 'binary', mediaType: 'video/mp4' }],
    response: { modelId: 'kling-v26-pro' },
  })
})

test.each<[modelId: string, options: Partial<Parameters<typeof startVideo>[0]>, fields: object]>([
  [
    'veo2-video',
    { duration: 6, aspectRatio: '16:9', seed: 0 },
    { duration: '6s', aspect_ratio: '16:9', seed: 0 },
  ],
  [
    'sora-2',
    { duration: 8, resolution: '1280x720' },
    { seconds: '8', resolution: '720p', orientation: 'landscape' },
  ],
  ['veo3-video', { generateAudio: true }, { generateAudio: true }],
])('%s gets its own words', async (modelId, options, fields) => {
  const { model, emulator, lastBody } = setUpModel(modelId)
  const { warnings } = await startVideo({ model, prompt, ...options })
  expect(warnings).toEqual([])
  expect(lastBody()).toEqual({ model: modelId, prompt, ...fields })
  expect(emulator.unknownFields).toEqual([])
})

describe('what goes wrong', () => {
  test('a job that fails says why, and is refunded', async () => {
    const { model, emulator } = setUpModel()
    const { balance } = emulator.account
    emulator.faults.next({
      type: 'job',
      message: 'Content policy violation',
      userMessage: 'Change the prompt.',
    })
    await expect(generateVideo({ model, prompt, poll })).rejects.toThrow(
      /^Change the prompt\. NanoGPT refunds failed videos\. \(video vid_/,
    )
    expect(emulator.account.balance).toBe(balance)
  })

  test('a state that cannot be read for a while starts no second job', async () => {
    const { model, emulator } = setUpModel()
    const fault = { type: 'status', status: 503, headers: { 'retry-after-ms': '1' } } as const
    emulator.faults.next(fault, { path: '/api/video/status' })
    emulator.faults.next(fault, { path: '/api/video/status' })
    const { video } = await generateVideo({ model, prompt, poll })
    expect(video.uint8Array.length).toBeGreaterThan(0)
    expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test('no balance is an error with the way out', async () => {
    const { model, emulator } = setUpModel()
    emulator.faults.next({ type: 'status', status: 402 })
    const error = await rejectionOf(startVideo({ model, prompt }))
    expect(error).toMatchObject({ statusCode: 402, isRetryable: false })
  })

  test('a run that nobody knows is an error', async () => {
    const { model } = setUpModel()
    const error = await rejectionOf(getVideoStatus(model, { operation: { runId: 'vid_0' } }))
    expect(error).toHaveProperty('statusCode', 404)
  })
})
