import { encode } from 'fast-png'
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input, type InputVideoTrack } from 'mediabunny'
import { describe, expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY, type Emulator, type EmulatorOptions } from '../src/index.ts'
import { ask, host, type Json } from './ask.ts'

const path = '/api/generate-video'
const model = 'veo2-video'
const prompt = 'A lake at sunset.'

interface Submitted {
  runId: string
  cost: number
  remainingBalance: number
}

interface Status {
  requestId: string
  model: string
  data: Json & { status: string; output?: { video: { url: string } }; cost?: number }
}

/** An emulator whose jobs wait for the test. */
function still(options: EmulatorOptions = {}): Emulator {
  return createEmulator({ clock: 'manual', jobs: { queuedMs: 1000, runningMs: 4000 }, ...options })
}

function post(emulator: Emulator, body: Json, headers: Record<string, string> = {}): Promise<Response> {
  return ask(emulator, { messages: undefined, model, prompt, ...body }, { path, headers })
}

function get(emulator: Emulator, target: string, key = EMULATOR_API_KEY): Promise<Response> {
  return emulator.fetch(host + target, { headers: { authorization: `Bearer ${key}` } })
}

async function submit(emulator: Emulator, body: Json = {}): Promise<Submitted> {
  const response = await post(emulator, body)
  const text = await response.text()
  if (response.status !== 202) throw new Error(`${response.status}: ${text}`)
  expect(emulator.unknownFields).toEqual([])
  return JSON.parse(text) as Submitted
}

async function status(emulator: Emulator, runId: string): Promise<Status> {
  return (await get(emulator, `/api/video/status?requestId=${runId}`)).json() as Promise<Status>
}

/** A video's file, fetched as a client must: without the key. */
async function download(emulator: Emulator, runId: string): Promise<Uint8Array<ArrayBuffer>> {
  emulator.clock.advance(5000)
  const { data } = await status(emulator, runId)
  const response = await emulator.fetch(data.output?.video.url ?? '')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('video/mp4')
  return new Uint8Array(await response.arrayBuffer())
}

async function open(bytes: Uint8Array<ArrayBuffer>): Promise<{ input: Input; track: InputVideoTrack }> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  const track = await input.getPrimaryVideoTrack()
  if (track === null) throw new Error('There is no video track.')
  return { input, track }
}

async function film(body: Json, emulator = still()): Promise<Uint8Array<ArrayBuffer>> {
  const { runId } = await submit(emulator, body)
  return download(emulator, runId)
}

async function refused(
  body: Json,
  options: EmulatorOptions = {},
): Promise<{ status: number; message: string; type: string }> {
  const emulator = still(options)
  const before = emulator.account.balance
  const response = await post(emulator, body)
  const { error, ...others } = (await response.json()) as { error: { message: string; type: string } }
  expect(others).toEqual({})
  expect(Object.keys(error)).toEqual(['message', 'type'])
  expect(emulator.account.balance).toBe(before)
  return { status: response.status, ...error }
}

const red = new Uint8Array(32 * 64 * 3).map((_, index) => (index % 3 === 0 ? 255 : 0))

function asDataUrl(bytes: Uint8Array, type: string): string {
  return `data:${type};base64,${btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))}`
}

/** Taller than wide, and red. */
const image = asDataUrl(encode({ width: 32, height: 64, channels: 3, data: red }), 'image/png')
const imageUrl = 'https://example.com/a.jpg'
const videoUrl = 'https://example.com/a.mp4'

describe('a video is submitted', () => {
  it('and accepted with the documented answer', async () => {
    const emulator = still()
    const response = await post(emulator, {})
    expect(response.status).toBe(202)
    const body = (await response.json()) as Submitted
    expect(body).toEqual({
      runId: expect.stringMatching(/^vid_/),
      id: body.runId,
      status: 'pending',
      model,
      cost: 3.4,
      paymentSource: 'USD',
      remainingBalance: 96.6,
      prechargeLabel: 'Veo 2',
    })
    expect(emulator.account.balance).toBe(96.6)
  })

  it('twice, where it is asked for twice with one key: nothing is deduplicated', async () => {
    const emulator = still()
    const headers = { 'Idempotency-Key': 'a-key-of-mine' }
    const first = (await (await post(emulator, {}, headers)).json()) as Submitted
    const second = (await (await post(emulator, {}, headers)).json()) as Submitted
    expect(second.runId).not.toBe(first.runId)
    expect(emulator.account.balance).toBeCloseTo(100 - 2 * 3.4, 9)
    expect(emulator.requests[0]?.headers['idempotency-key']).toBe('a-key-of-mine')
  })

  it('with fields nobody knows, which are reported and ignored', async () => {
    const emulator = still()
    expect((await post(emulator, { aspectratio: '16:9' })).status).toBe(202)
    expect(emulator.unknownFields).toMatchObject([{ path, field: 'aspectratio' }])
  })

  it('unless the test has a reply of its own, which costs nothing', async () => {
    const emulator = still()
    emulator.replies.next({ json: { runId: 'vid_mine' }, status: 202 }, { model })
    expect(await submit(emulator)).toEqual({ runId: 'vid_mine' })
    expect(emulator.account.balance).toBe(100)
  })

  it('and moderated where a header asks for it', async () => {
    const emulator = still()
    const accepted = await post(emulator, {}, { moderation: 'true' })
    expect(accepted.headers.get('x-nanogpt-inline-moderation-flagged')).toBe('false')
    const flagged = await post(emulator, { prompt: 'A [flagged] lake.' }, { moderation: 'true' })
    expect(flagged.status).toBe(400)
    expect(await flagged.json()).toMatchObject({
      error: { type: 'CONTENT_POLICY_VIOLATION' },
      moderation: { flagged: true },
    })
    expect(emulator.account.balance).toBeCloseTo(100 - 3.4 - 0.0002, 9)
  })
})

describe('a video costs', () => {
  it.each([
    ['a base price', model, { duration: '5s' }, 3.4],
    ['a base price and extra seconds', model, { duration: '8s' }, 5.44],
    ['less without sound', 'veo3-video', {}, 3.2],
    ['more with sound', 'veo3-video', { generateAudio: true }, 4.8],
    ['by the second', 'sora-2', { seconds: '8' }, 0.8],
    ['more in pro mode', 'sora-2', { seconds: 4, pro_mode: true, resolution: '1792x1024' }, 2],
    ['by length', 'kling-v26-pro', { duration: 10 }, 0.7],
    ['twice as much with sound', 'kling-v26-pro', { duration: '5', generateAudio: true }, 0.7],
    ['by resolution', 'luma/agent/ray/v3.2', { resolution: '1080p', duration: '10' }, 4],
    ['at the default resolution', 'luma/agent/ray/v3.2', {}, 0.5],
    ['by resolution and sound', 'wan-wavespeed-26-flash', { resolution: '1080p' }, 0.110294117647],
    ['twice as much in pro mode', 'hunyuan-video', { pro_mode: true }, 0.8],
    ['the same for every image', 'hunyuan-video-image-to-video', { imageDataUrl: image }, 0.4],
    ['more for many frames', 'wan-video-image-to-video', { imageUrl, num_frames: 100 }, 0.25],
    ['a fee for an image', 'grok-imagine-video', { imageUrl, duration: 5 }, 0.252],
    ['a higher rate for 720p', 'grok-imagine-video', { resolution: '720p', duration: 1 }, 0.07],
    [
      'a fee for each reference',
      'grok-imagine-video-reference-to-video',
      { referenceImages: [imageUrl, imageUrl] },
      0.404,
    ],
    [
      'by length, resolution and sound',
      'wan-26-reference-to-video-flash',
      { referenceVideos: [videoUrl], duration: '10', resolution: '1080p', generateAudio: true },
      0.847058823529,
    ],
    ['by what goes in too', 'grok-imagine-video-extend', { videoUrl, videoDuration: 10 }, 0.4],
    ['at least two seconds of what goes in', 'grok-imagine-video-extend', { videoUrl }, 0.32],
    ['by the length of what is edited', 'grok-imagine-video-edit', { videoUrl, videoDuration: 4 }, 0.26],
  ])('%s: %s', async (_, id, body, cost) => {
    expect((await submit(still(), { model: id, ...body })).cost).toBe(cost)
  })

  it('by resolution and length, for subscribers only', async () => {
    const body = { model: 'runway-gen-45', resolution: '768x768', duration: '8' }
    expect((await submit(still({ subscription: true }), body)).cost).toBe(1.056)
    expect(await refused(body)).toMatchObject({ status: 403, type: 'PRO_REQUIRED' })
  })
})

describe('a video is refused', () => {
  it.each<[string, Json]>([
    ['without a model', { model: undefined }],
    ['of a model nobody knows', { model: 'zai-org/glm-5' }],
    ['without a prompt', { prompt: undefined }],
    ['with an empty prompt', { prompt: ' ' }],
    ['with a prompt that is no text', { prompt: ['a'] }],
    ['with a duration that is no number', { duration: 'long' }],
    ['with a duration of parts', { duration: 5.5 }],
    ['with a duration the model does not have', { duration: '4' }],
    ['with an aspect ratio the model does not have', { aspect_ratio: '2:1' }],
    ['with a resolution the model does not have', { model: 'sora-2', resolution: '480p' }],
    ['with a resolution of pro mode', { model: 'sora-2', resolution: '1792x1024' }],
    ['with a seed of parts', { seed: 1.5 }],
    ['with too many steps', { num_inference_steps: 51 }],
    ['with a voice too fast', { voice_speed: 2.1 }],
    ['with a video too long', { model: 'grok-imagine-video-edit', videoUrl, videoDuration: 121 }],
    ['of an image by http', { imageUrl: 'http://example.com/a.jpg' }],
    ['of an image that is text', { imageDataUrl: 'data:text/plain;base64,YQ==' }],
    ['of an image that is not base64', { imageDataUrl: 'data:image/png;base64,%%' }],
    ['without the image it needs', { model: 'hunyuan-video-image-to-video' }],
    ['without the references it needs', { model: 'grok-imagine-video-reference-to-video' }],
    ['without the video it needs', { model: 'grok-imagine-video-extend' }],
    ['of an image the model does not read', { model: 'hunyuan-video', imageDataUrl: image }],
    ['of references the model does not read', { referenceImages: [imageUrl] }],
    ['of a video the model does not read', { videoUrl }],
    ['of sound, which no model reads', { audioUrl: 'https://example.com/a.mp3' }],
  ])('%s', async (_, body) => {
    expect(await refused(body)).toMatchObject({ status: 400, type: expect.stringMatching(/^[A-Z_]+$/) })
  })

  it('of an image larger than 4 MB', async () => {
    const imageDataUrl = `data:image/png;base64,${'AAAA'.repeat(1_400_000)}`
    expect(await refused({ imageDataUrl })).toMatchObject({ status: 413, type: 'MEDIA_TOO_LARGE' })
  })

  it('for its content', async () => {
    const failure = await refused({ prompt: 'A [blocked] lake.' })
    expect(failure).toMatchObject({ status: 400, type: 'CONTENT_POLICY_VIOLATION' })
  })

  it('without money', async () => {
    const response = await post(still({ balance: 3 }), {})
    expect(response.status).toBe(402)
    expect(await response.json()).toMatchObject({ error: { type: 'INSUFFICIENT_BALANCE' } })
  })

  it('when too many are sent, on request', async () => {
    const emulator = still()
    emulator.faults.next({ type: 'status', status: 429, envelope: 'video', errorType: 'RATE_LIMITED' })
    const response = await post(emulator, {})
    expect(response.status).toBe(429)
    expect(await response.json()).toMatchObject({ error: { type: 'RATE_LIMITED' } })
  })

  it('with a long prompt, in plain text', async () => {
    const response = await post(still(), { model: 'lightricks-ltx-2-fast', prompt: 'a'.repeat(3001) })
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(await response.text()).toBe('Prompt is too long. Please keep it under 3000 characters.')
  })

  it('without a key', async () => {
    expect((await still().fetch(host + path, { method: 'POST', body: '{}' })).status).toBe(401)
  })
})

describe('the status of a video', () => {
  it('moves with the clock, from the queue to a signed URL', async () => {
    const emulator = still()
    const { runId } = await submit(emulator)
    const queued = { requestId: runId, model, data: { status: 'IN_QUEUE', requestId: runId } }
    expect(await status(emulator, runId)).toEqual(queued)
    expect(await status(emulator, runId)).toEqual(queued)

    emulator.clock.advance(3000)
    expect((await status(emulator, runId)).data).toMatchObject({
      status: 'IN_PROGRESS',
      progress: 50,
      details: expect.any(String),
    })

    emulator.clock.advance(2000)
    const { data } = await status(emulator, runId)
    expect(data).toMatchObject({ status: 'COMPLETED', requestId: runId, cost: 3.4 })
    expect(data.output?.video.url).toMatch(/^https:\/\/nano-gpt\.com\/files\/.+\?.*signature=/)
  })

  it('takes the id as runId too', async () => {
    const emulator = still()
    const { runId } = await submit(emulator)
    const response = await get(emulator, `/api/video/status?runId=${runId}`)
    expect(await response.json()).toMatchObject({ requestId: runId })
  })

  it('tells why it failed, and the money comes back once', async () => {
    const emulator = still()
    emulator.faults.next({
      type: 'job',
      message: 'Content policy violation',
      code: 'CONTENT_POLICY_VIOLATION',
      userMessage: 'Please modify your prompt.',
    })
    const { runId } = await submit(emulator)
    expect(emulator.account.balance).toBe(96.6)
    emulator.clock.advance(4999)
    expect((await status(emulator, runId)).data.status).toBe('IN_PROGRESS')
    expect(emulator.account.balance).toBe(96.6)
    emulator.clock.advance(1)
    const failed = {
      status: 'FAILED',
      requestId: runId,
      error: 'Content policy violation',
      isNSFWError: true,
      userFriendlyError: 'Please modify your prompt.',
    }
    expect((await status(emulator, runId)).data).toEqual(failed)
    expect((await status(emulator, runId)).data).toEqual(failed)
    expect(emulator.account.balance).toBe(100)
  })

  it('may be that it was cancelled, which is paid back as well', async () => {
    const emulator = still()
    emulator.faults.next({ type: 'job', message: 'Stopped', code: 'CANCELED' })
    const { runId } = await submit(emulator)
    emulator.clock.advance(5000)
    expect((await status(emulator, runId)).data).toMatchObject({ status: 'CANCELED', error: 'Stopped' })
    expect(emulator.account.balance).toBe(100)
  })

  it('needs an id, of a video, of the same key', async () => {
    const emulator = still({ apiKey: [EMULATOR_API_KEY, 'sk-nano-other'] })
    const { runId } = await submit(emulator)
    expect((await get(emulator, '/api/video/status')).status).toBe(400)
    expect((await get(emulator, '/api/video/status?requestId=vid_none')).status).toBe(404)
    expect((await get(emulator, `/api/video/status?requestId=${runId}`, 'sk-nano-other')).status).toBe(403)
    expect((await get(emulator, `/api/video/status?requestId=${runId}`, 'sk-nano-no')).status).toBe(401)
  })

  it('comes from the deprecated endpoint in its own form', async () => {
    const emulator = still()
    const { runId } = await submit(emulator)
    const old = `/api/generate-video/status?runId=${runId}`
    const queued = { data: { request_id: runId, status: 'IN_QUEUE' } }
    expect(await (await get(emulator, old)).json()).toEqual(queued)
    expect(await (await get(emulator, `${old}&model=${model}`)).json()).toEqual(queued)
    expect((await get(emulator, `${old}&model=sora-2`)).status).toBe(404)
    emulator.clock.advance(5000)
    expect(await (await get(emulator, old)).json()).toMatchObject({
      data: { status: 'COMPLETED', cost: 3.4, output: { video: { url: expect.any(String) } } },
    })
  })
})

describe('the file of a video', () => {
  it.each([
    ['wide', { duration: '8s', aspect_ratio: '16:9' }, { seconds: 8, width: 256, height: 144 }],
    ['tall', { aspect_ratio: '9:16' }, { seconds: 5, width: 144, height: 256 }],
    ['square', { aspect_ratio: '1:1', duration: 30 }, { seconds: 30, width: 256, height: 256 }],
    [
      'by its size',
      { model: 'sora-2', pro: true, size: '1792x1024' },
      { seconds: 4, width: 256, height: 146 },
    ],
    ['by a word', { model: 'sora-2', orientation: 'portrait' }, { seconds: 4, width: 144, height: 256 }],
    ['like its image', { imageDataUrl: image }, { seconds: 5, width: 128, height: 256 }],
    ['by frames', { model: 'wan-video-image-to-video', imageUrl, num_frames: '40' }, { seconds: 2.5 }],
  ])('is an MP4 with H.264 of the length and the form that were asked for: %s', async (_, body, wanted) => {
    const { input, track } = await open(await film(body))
    expect(await input.getMimeType()).toContain('video/mp4')
    expect(await track.getCodecParameterString()).toBe('avc1.42c00d')
    expect(await input.computeDuration()).toBeCloseTo(wanted.seconds, 3)
    const size = { width: await track.getDisplayWidth(), height: await track.getDisplayHeight() }
    expect({ ...wanted, ...size }).toEqual({ ...size, ...wanted })
  })

  it('is small, and has frames that differ', async () => {
    const bytes = await film({ duration: 30 })
    expect(bytes.length).toBeLessThan(100_000)
    const { track } = await open(bytes)
    const frames = new Set<string>()
    let count = 0
    for await (const packet of new EncodedPacketSink(track).packets()) {
      frames.add(String(packet.data))
      count += 1
      expect(packet.type).toBe('key')
    }
    expect(count).toBeGreaterThan(20)
    expect(frames.size).toBe(count)
  })

  it('is the same for the same request, and another for another prompt, seed or image', async () => {
    const first = await film({ seed: 7 })
    expect(await film({ seed: 7 })).toEqual(first)
    expect(await film({ seed: 8 })).not.toEqual(first)
    expect(await film({ seed: 7, prompt: 'A mountain.' })).not.toEqual(first)
    expect(await film({ seed: 7, aspect_ratio: '16:9', imageDataUrl: image })).not.toEqual(first)
  })

  it('is made even of an image that is broken', async () => {
    const { input } = await open(await film({ imageDataUrl: 'data:image/png;base64,iVBORw0KGgo=' }))
    expect(await input.computeDuration()).toBeCloseTo(5, 3)
  })

  it('can be fetched through the API, with the key, from the one model that says so', async () => {
    const emulator = still()
    const { runId } = await submit(emulator, { model: 'sora-2' })
    const content = (more = '') =>
      get(emulator, `/api/generate-video/content?runId=${runId}&model=sora-2${more}`)
    expect((await content()).status).toBe(400)
    const file = await download(emulator, runId)
    expect(new Uint8Array(await (await content()).arrayBuffer())).toEqual(file)
    expect((await content('&variant=video')).headers.get('content-type')).toBe('video/mp4')
    const thumbnail = await content('&variant=thumbnail')
    expect(thumbnail.headers.get('content-type')).toMatch(/^image\//)
    const spritesheet = await content('&variant=spritesheet')
    expect(spritesheet.headers.get('content-type')).toMatch(/^image\//)
    const sizes = [await thumbnail.arrayBuffer(), await spritesheet.arrayBuffer()].map(one => one.byteLength)
    expect(sizes[1]).toBeGreaterThan(sizes[0] ?? Infinity)
    expect((await content('&variant=poster')).status).toBe(400)

    const other = await submit(emulator)
    emulator.clock.advance(5000)
    const wrong = await get(emulator, `/api/generate-video/content?runId=${other.runId}&model=${model}`)
    expect(wrong.status).toBe(400)
    const keyless = await emulator.fetch(`${host}/api/generate-video/content?runId=${runId}&model=sora-2`)
    expect(keyless.status).toBe(401)
  })
})

describe('videos are recovered', () => {
  const recover = async (emulator: Emulator, query = '', key = EMULATOR_API_KEY): Promise<Json[]> => {
    const response = await get(emulator, `/api/generate-video/recover${query}`, key)
    return ((await response.json()) as { data: Json[] }).data
  }

  it('when they are completed, the newest first, by model and conversation', async () => {
    const emulator = still({ apiKey: [EMULATOR_API_KEY, 'sk-nano-other'] })
    const veo = await submit(emulator, { conversationUUID: 'talk' })
    const sora = await submit(emulator, { model: 'sora-2' })
    expect(await recover(emulator)).toEqual([])
    emulator.clock.advance(5000)
    expect(await recover(emulator)).toMatchObject([{ runId: sora.runId }, { runId: veo.runId }])
    expect(await recover(emulator, '?limit=1')).toHaveLength(1)
    expect(await recover(emulator, `?model=${model}`)).toEqual([
      {
        runId: veo.runId,
        id: veo.runId,
        model,
        status: 'completed',
        createdAt: '2026-11-01T00:00:00.000Z',
        conversationUUID: 'talk',
      },
    ])
    expect(await recover(emulator, '?conversationUUID=talk')).toHaveLength(1)
    expect(await recover(emulator, '', 'sk-nano-other')).toEqual([])
  })

  it.each(['0', '51', 'many'])('but not with a limit of %s', async limit => {
    expect((await get(still(), `/api/generate-video/recover?limit=${limit}`)).status).toBe(400)
  })
})

describe('a video is extended', () => {
  const extend = (emulator: Emulator, body: Json): Promise<Response> =>
    ask(emulator, { messages: undefined, model: undefined, ...body }, { path: `${path}/extend` })
  const midjourney = { model: 'midjourney-video', imageDataUrl: image }

  it.each(['runId', 'taskId'])('by its %s, when it is of Midjourney and completed', async field => {
    const emulator = still()
    const { runId } = await submit(emulator, midjourney)
    expect((await extend(emulator, { [field]: runId, index: 2 })).status).toBe(400)
    emulator.clock.advance(5000)
    const response = await extend(emulator, { [field]: runId, index: 2 })
    expect(response.status).toBe(202)
    const extension = (await response.json()) as Submitted
    expect(extension).toMatchObject({ success: true, status: 'pending', model: 'midjourney-video', eta: 5 })
    expect(extension.runId).not.toBe(runId)
    expect(emulator.account.balance).toBeCloseTo(99.4, 9)
    const { input } = await open(await download(emulator, extension.runId))
    expect(await input.computeDuration()).toBeCloseTo(5, 3)
    expect(emulator.unknownFields).toEqual([])
  })

  it('and refused otherwise', async () => {
    const emulator = still()
    const { runId } = await submit(emulator, { model: 'sora-2' })
    emulator.clock.advance(5000)
    expect((await extend(emulator, { runId, index: 0 })).status).toBe(400)
    expect((await extend(emulator, { runId, index: 4 })).status).toBe(400)
    expect((await extend(emulator, { index: 0 })).status).toBe(400)
    expect((await extend(emulator, { runId: 'vid_none', index: 0 })).status).toBe(404)
  })
})

interface Listed {
  id: string
  capabilities: Record<string, boolean>
  supported_parameters: { parameters: Record<string, Json>; defaults: Json }
  pricing: Json
}

async function list(query = ''): Promise<{ data: Listed[]; meta: Json }> {
  const response = await createEmulator().fetch(`${host}/api/v1/video-models${query}`)
  return (await response.json()) as { data: Listed[]; meta: Json }
}

const { data: listedModels } = await list()

describe('the video models', () => {
  it('are listed without a key', async () => {
    const { data, meta } = await list('?detailed=true')
    expect(meta.count).toBe(data.length)
    expect(data.find(({ id }) => id === 'sora-2')).toMatchObject({
      object: 'model',
      architecture: { modality: 'text+image->video', output_modalities: ['video'] },
      capabilities: {
        video_generation: true,
        text_to_video: true,
        image_to_video: true,
        video_to_video: false,
        audio_generation: true,
      },
      supported_parameters: {
        parameters: {
          seconds: {
            type: 'select',
            options: [{ value: '4', label: '4 seconds' }, { value: '8' }, { value: '12' }],
            default: '4',
          },
        },
        defaults: { seconds: '4' },
      },
      pricing: { currency: 'USD', standard_prices_per_second: { '720p': 0.1 } },
    })
    expect(Object.keys((await list('?detailed=false')).data[0] ?? {})).toEqual([
      'id',
      'object',
      'created',
      'owned_by',
    ])
  })

  it.each(listedModels)('make videos with every option they list: $id', async listed => {
    const { id, capabilities, supported_parameters: supported } = listed
    const emulator = still({ balance: 10_000, subscription: true })
    const media = {
      ...(!capabilities.text_to_video && capabilities.image_to_video && { imageUrl }),
      ...(id.includes('reference') && { imageUrl: undefined, referenceImages: [imageUrl] }),
      ...(capabilities.video_to_video && { videoUrl }),
    }
    const { parameters, defaults } = supported
    const pro = parameters.pro_mode === undefined ? {} : { pro_mode: true }
    await submit(emulator, { model: id, ...defaults, ...media })
    for (const [field, { options = [] }] of Object.entries(parameters)) {
      for (const { value } of options as { value: string }[]) {
        const { cost } = await submit(emulator, { model: id, ...media, ...pro, [field]: value })
        expect(cost).toBeGreaterThan(0)
      }
    }
  })
})
