import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import {
  embed,
  embedMany,
  experimental_generateVideo as generateVideo,
  experimental_startVideo as startVideo,
  experimental_streamSpeech as streamSpeech,
  generateImage,
  generateSpeech,
  generateText,
  streamText,
  transcribe,
} from 'ai'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator, type ServedEmulator } from '@nanogpt/emulator/server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createNanoGPT } from '../../src/index.ts'
import { collect } from '../harness.ts'

// Every kind of model as an application uses it: the real SDK, a real connection, the network's own timing.

let served: ServedEmulator
beforeAll(async () => {
  served = await serveEmulator({ jobs: { queuedMs: 20, runningMs: 20 }, pace: { frame: 2 } })
})
afterAll(() => served.close())

const provider = () => createNanoGPT({ baseURL: served.url, apiKey: EMULATOR_API_KEY })
const posts = (path: string) => served.emulator.requests.filter(request => request.path.endsWith(path)).length

test('embed and embedMany of ten thousand', async () => {
  const model = provider().embeddingModel('text-embedding-3-small')
  const { embedding, usage } = await embed({ model, value: 'a river' })
  expect(embedding).toHaveLength(1536)
  expect(usage.tokens).toBeGreaterThan(0)

  const values = Array.from({ length: 10_000 }, (_, index) => `text ${index}`)
  const { embeddings } = await embedMany({ model, values, providerOptions: { nanogpt: { dimensions: 8 } } })
  expect(embeddings).toHaveLength(values.length)
  expect(posts('/embeddings')).toBe(1 + Math.ceil(10_000 / 2048))
}, 30_000)

test('generateImage of five on a model that makes four at once', async () => {
  const before = posts('/images')
  const { images, providerMetadata } = await generateImage({
    model: provider().imageModel('gpt-image-2'),
    prompt: 'A paper boat',
    n: 5,
  })
  expect(images.map(({ mediaType }) => mediaType)).toEqual(Array.from({ length: 5 }, () => 'image/png'))
  expect(new Set(images.map(({ base64 }) => base64)).size).toBeGreaterThan(1)
  expect(providerMetadata.nanogpt?.images).toHaveLength(5)
  expect(posts('/images') - before).toBe(2)
}, 30_000)

test('generateImage with images behind signed links', async () => {
  const { image } = await generateImage({
    model: provider().imageModel('hidream'),
    prompt: 'A paper boat',
    providerOptions: { nanogpt: { responseFormat: 'url' } },
  })
  expect(image.uint8Array.slice(0, 4)).toEqual(Uint8Array.of(0x89, 0x50, 0x4e, 0x47))
  const download = served.emulator.requests.at(-1)
  expect([download?.path.startsWith('/files/'), download?.headers.authorization]).toEqual([true, undefined])
}, 30_000)

test('generateSpeech, at once and as a job, and what is said is heard', async () => {
  const nanogpt = provider()
  const text = 'The tide comes in at four in the morning.'
  const { audio } = await generateSpeech({ model: nanogpt.speechModel('Kokoro-82m'), text })
  expect(audio.mediaType).toBe('audio/mpeg')

  const { audio: job } = await generateSpeech({
    model: nanogpt.speechModel('Elevenlabs-Turbo-V2.5'),
    text,
    providerOptions: { nanogpt: { pollIntervalMs: 10 } },
  })
  expect(job.uint8Array.length).toBeGreaterThan(1000)
  expect(served.emulator.requests.some(({ path }) => path === '/api/tts/status')).toBe(true)

  const transcript = await transcribe({
    model: nanogpt.transcriptionModel('Whisper-Large-V3'),
    audio: audio.uint8Array,
  })
  expect(transcript.text).toBe(text)
  expect(transcript.durationInSeconds).toBeGreaterThan(1)
}, 30_000)

test('streamSpeech', async () => {
  const result = streamSpeech({
    model: provider().speechModel('tts-1'),
    text: 'The tide comes in at four in the morning.',
  })
  const audio = await collect(result.audioStream)
  expect(audio.length).toBeGreaterThan(1)
}, 30_000)

test('transcribe by URL, and by a model that takes its time', async () => {
  const nanogpt = provider()
  const url = new URL('https://example.com/talks/opening.mp3')
  const direct = await transcribe({ model: nanogpt.transcriptionModel('Whisper-Large-V3'), audio: url })
  expect(direct.text.length).toBeGreaterThan(10)

  const job = await transcribe({
    model: nanogpt.transcriptionModel('Elevenlabs-STT'),
    audio: url,
    providerOptions: { nanogpt: { pollIntervalMs: 10, diarize: true } },
  })
  expect(job.words?.length).toBeGreaterThan(3)
}, 30_000)

test('generateVideo', async () => {
  const before = posts('/generate-video')
  const { video } = await generateVideo({
    model: provider().videoModel('kling-v26-pro'),
    prompt: 'A paper boat on a river',
    duration: 5,
    poll: { intervalMs: 20 },
  })
  expect(video.mediaType).toBe('video/mp4')
  expect(posts('/generate-video') - before).toBe(1)
}, 30_000)

test('a video that one process starts is finished by another, from its JSON', async () => {
  const { operation } = await startVideo({
    model: provider().videoModel('kling-v26-pro'),
    prompt: 'A paper boat on a river',
  })
  const before = posts('/generate-video')
  const program = `
    import { experimental_getVideoStatus as getVideoStatus } from 'ai'
    import { createNanoGPT } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)}
    const model = createNanoGPT({ baseURL: process.env.EMULATOR_URL }).videoModel('kling-v26-pro')
    const operation = JSON.parse(process.env.OPERATION)
    for (;;) {
      const result = await getVideoStatus(model, { operation })
      if (result.status === 'completed') { console.log(result.videos[0].data.length); break }
      if (result.status === 'error') throw new Error(result.error)
      await new Promise(resolve => setTimeout(resolve, 20))
    }
  `
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: new URL('.', import.meta.url),
    env: {
      ...process.env,
      NANOGPT_API_KEY: EMULATOR_API_KEY,
      EMULATOR_URL: served.url,
      OPERATION: JSON.stringify(operation),
    },
  })
  expect(Number(stdout)).toBeGreaterThan(500)
  expect(posts('/generate-video')).toBe(before)
}, 30_000)

test('a completion model, at once and streamed', async () => {
  const model = provider().completionModel('zai-org/glm-5')
  const { text, finishReason } = await generateText({ model, prompt: 'Once upon a time' })
  expect([text.length > 10, finishReason]).toEqual([true, 'stop'])

  const streamed = streamText({ model, prompt: 'Once upon a time' })
  expect(await streamed.text).toBe(text)
}, 30_000)

test('nothing was sent that no document mentions', () => {
  expect(served.emulator.unknownFields).toEqual([])
})
