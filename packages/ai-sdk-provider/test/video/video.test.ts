import { APICallError, InvalidArgumentError, UnsupportedFunctionalityError } from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import {
  createProviderRegistry,
  experimental_generateVideo as generateVideo,
  experimental_getVideoStatus as getVideoStatus,
  experimental_startVideo as startVideo,
} from 'ai'
import { describe, expect, test, vi } from 'vitest'
import { isNanoGPTError, type NanoGPTVideoModelOptions } from '../../src/index.ts'
import { NanoGPTVideoModel } from '../../src/video/video-model.ts'
import { rejectionOf } from '../harness.ts'
import { ACCEPTED, COMPLETED_HERE, MP4, serveVideos, statusOf } from './serve-videos.ts'

const poll = { intervalMs: 0 }
const prompt = 'A lighthouse in a storm.'
const call = {
  prompt,
  n: 1,
  aspectRatio: undefined,
  resolution: undefined,
  duration: undefined,
  fps: undefined,
  seed: undefined,
  image: undefined,
  frameImages: undefined,
  inputReferences: undefined,
  generateAudio: undefined,
  providerOptions: {},
} as const

describe('experimental_generateVideo', () => {
  const soon = { 'retry-after-ms': '1' }

  test('starts one job, asks until it is done, and fetches the file', async () => {
    const { model, requests, starts } = serveVideos([
      ACCEPTED,
      statusOf({ status: 'IN_QUEUE', queuePosition: 2 }),
      statusOf({ status: 'IN_PROGRESS', progress: 40 }),
      COMPLETED_HERE,
    ])
    const { video, warnings, providerMetadata, responses } = await generateVideo({ model, prompt, poll })
    expect(video.uint8Array).toEqual(MP4)
    expect(video.mediaType).toBe('video/mp4')
    expect(warnings).toEqual([])
    expect(providerMetadata.nanogpt).toEqual({
      cost: { amount: 0.35, currency: 'USD' },
      costUsd: 0.35,
      paymentSource: 'USD',
      remainingBalance: 12.5,
      requestId: 'req_start',
      job: { runId: 'vid_1', status: 'COMPLETED' },
      videos: [
        { runId: 'vid_1', url: 'https://nano-gpt.com/files/a.mp4', cost: { amount: 0.35, currency: 'USD' } },
      ],
    })
    expect(responses[0]?.modelId).toBe('kling-v25-turbo-pro')

    expect(requests.map(({ method, url }) => `${method} ${url.pathname}${url.search}`)).toEqual([
      'POST /api/generate-video',
      'GET /api/video/status?requestId=vid_1',
      'GET /api/video/status?requestId=vid_1',
      'GET /api/video/status?requestId=vid_1',
      'GET /files/a.mp4',
    ])
    expect(starts()[0]?.body).toEqual({ model: 'kling-v25-turbo-pro', prompt })
    expect(starts()[0]?.headers.get('idempotency-key')).toMatch(/^aisdk_vid_/)
  })

  test('the file is fetched without the key', async () => {
    const { model, requests } = serveVideos([ACCEPTED, COMPLETED_HERE])
    await generateVideo({ model, prompt, poll })
    expect(requests[0]?.headers.get('authorization')).toMatch(/^Bearer /)
    expect(requests.at(-1)?.headers.get('authorization')).toBeNull()
  })

  test('a file of another host is left to the download of the application', async () => {
    const url = 'https://files.example.com/signed?name=a'
    const { model, requests } = serveVideos([
      ACCEPTED,
      statusOf({ status: 'COMPLETED', output: { video: { url } } }),
    ])
    const download = vi.fn<() => Promise<{ data: Uint8Array; mediaType: string }>>(async () => ({
      data: MP4,
      mediaType: 'video/webm',
    }))
    const { video } = await generateVideo({ model, prompt, poll, download })
    expect(download).toHaveBeenCalledWith(expect.objectContaining({ url: new URL(url) }))
    expect(video.mediaType).toBe('video/webm')
    expect(requests).toHaveLength(2)
  })

  test('a state that cannot be read for a while does not start a second job', async () => {
    const busy = { json: { error: { message: 'Busy' } }, status: 503, headers: { 'retry-after-ms': '1' } }
    const { model, starts, requests } = serveVideos([ACCEPTED, busy, busy, COMPLETED_HERE])
    const { video } = await generateVideo({ model, prompt, poll })
    expect(video.uint8Array).toEqual(MP4)
    expect(starts()).toHaveLength(1)
    expect(requests).toHaveLength(5)
  })

  test.each([
    ['a page', async () => new Response('<html><title>Bad gateway</title></html>', { headers: soon })],
    ['nothing', async () => new Response('', { headers: soon })],
    [
      'a refusal that calls itself an error',
      { json: { status: 'error', message: 'Slow down' }, status: 429, headers: soon },
    ],
  ])('nor does %s in its place', async (_, answer) => {
    const { model, starts } = serveVideos([ACCEPTED, answer, COMPLETED_HERE])
    const { video } = await generateVideo({ model, prompt, poll })
    expect(video.uint8Array).toEqual(MP4)
    expect(starts()).toHaveLength(1)
  })

  test('a state that is refused names the job, to ask again with', async () => {
    const { model } = serveVideos([ACCEPTED, { json: { error: 'Not yours' }, status: 403 }])
    const error = await rejectionOf(generateVideo({ model, prompt, poll }))
    expect(error).toMatchObject({
      message: 'The state of the video job vid_1 could not be read: Not yours',
      statusCode: 403,
      isRetryable: false,
      data: { details: { runId: 'vid_1' } },
    })
  })

  test('a file that is no video is an error', async () => {
    const url = 'https://nano-gpt.com/login'
    const page = async () => new Response('<html></html>', { headers: { 'content-type': 'text/html' } })
    const { model, starts } = serveVideos([
      ACCEPTED,
      statusOf({ status: 'COMPLETED', output: { video: { url } } }),
      page,
    ])
    const error = await rejectionOf(generateVideo({ model, prompt, poll }))
    expect(error).toMatchObject({ isRetryable: false, data: { code: 'download_failed', details: { url } } })
    expect(starts()).toHaveLength(1)
  })

  test('nor does one that stays unreadable; the error says which job it is', async () => {
    const busy = { json: { error: { message: 'Busy' } }, status: 503, headers: { 'retry-after-ms': '1' } }
    const { model, starts } = serveVideos([ACCEPTED, busy, busy, busy])
    const error = await rejectionOf(generateVideo({ model, prompt, poll }))
    expect(error).toHaveProperty('lastError.url', expect.stringContaining('requestId=vid_1'))
    expect(starts()).toHaveLength(1)
  })

  test.each([
    [
      'breaks off',
      () => Promise.reject(new TypeError('fetch failed', { cause: new Error('socket hang up') })),
    ],
    ['is no answer', async () => new Response('<html>Bad gateway</html>')],
    ['names no job', async () => Response.json({ status: 'pending' }, { status: 202 })],
  ])('a start whose answer %s is not repeated', async (_, answer) => {
    const { model, starts } = serveVideos([answer])
    const error = await rejectionOf(generateVideo({ model, prompt, poll }))
    expect(error).toSatisfy(isNanoGPTError)
    expect(error).toHaveProperty('isRetryable', false)
    expect(starts()).toHaveLength(1)
  })

  test('several videos are several jobs, and the metadata has all of them', async () => {
    let count = 0
    const start = () => Response.json({ ...ACCEPTED.json, runId: `vid_${(count += 1)}` }, { status: 202 })
    const { model, starts } = serveVideos([start, start, COMPLETED_HERE, COMPLETED_HERE])
    const { videos, providerMetadata } = await generateVideo({ model, prompt, n: 2, poll })
    expect(videos).toHaveLength(2)
    expect(starts()).toHaveLength(2)
    const listed = providerMetadata.nanogpt?.videos as { runId: string }[]
    expect(listed.map(({ runId }) => runId).toSorted()).toEqual(['vid_1', 'vid_2'])
  })

  test('works through a registry', async () => {
    const { nanogpt } = serveVideos([ACCEPTED, COMPLETED_HERE])
    const registry = createProviderRegistry({ nanogpt })
    const model = registry.videoModel('nanogpt:sora-2')
    expect((await generateVideo({ model, prompt, poll })).video.uint8Array).toEqual(MP4)
  })
})

describe('a job that fails', () => {
  const words = 'Content flagged as inappropriate. Please modify your prompt and try again.'

  test.each([
    ['in data', statusOf({ status: 'FAILED', error: 'Policy', isNSFWError: true, userFriendlyError: words })],
    [
      'flat, with the error at the top',
      { json: { requestId: 'vid_1', status: 'failed', videoUrl: null, error: words } },
    ],
    [
      'in data, under an error status',
      { json: { model: 'sora-2', data: { status: 'FAILED', userFriendlyError: words } }, status: 400 },
    ],
    ['in upper case, of a job that took too long', statusOf({ status: 'TIMEOUT', error: words })],
  ])('says why: %s', async (_, status) => {
    const { model, starts } = serveVideos([ACCEPTED, status])
    await expect(generateVideo({ model, prompt, poll })).rejects.toThrow(
      `${words} NanoGPT refunds failed videos. (video vid_1)`,
    )
    expect(starts()).toHaveLength(1)
  })

  test('leaves the facts in the metadata, without a charge', async () => {
    const failed = statusOf({ status: 'FAILED', error: 'Policy', isNSFWError: true })
    const { model } = serveVideos([ACCEPTED, failed])
    const { operation } = await startVideo({ model, prompt })
    const status = await getVideoStatus(model, { operation })
    expect(status.status).toBe('error')
    expect(status.providerMetadata?.nanogpt).toEqual({
      paymentSource: 'USD',
      requestId: 'req_start',
      job: { runId: 'vid_1', status: 'FAILED', error: 'Policy', isContentError: true },
    })
  })

  test.each([
    ['a job that was canceled', { status: 'CANCELED' }, 'The video was canceled.'],
    ['a job that is done without a video', { status: 'COMPLETED', output: {} }, 'but not where'],
  ])('%s ends too', async (_, data, message) => {
    const { model } = serveVideos([ACCEPTED, statusOf(data)])
    await expect(generateVideo({ model, prompt, poll })).rejects.toThrow(message)
  })

  test.each([
    [404, 'not_found_error'],
    [403, 'permission_error'],
  ])('a job that is not ours (%s) is not asked for again', async (status, type) => {
    const { model, requests } = serveVideos([{ json: { error: { message: 'No', type } }, status }])
    const error = await rejectionOf(getVideoStatus(model, { operation: { runId: 'vid_9' } }))
    expect(error).toMatchObject({ statusCode: status, isRetryable: false })
    expect(requests).toHaveLength(1)
  })
})

describe('an operation', () => {
  test('is JSON that another process finishes', async () => {
    const { model } = serveVideos([ACCEPTED])
    const { operation, providerMetadata } = await startVideo({ model, prompt })
    expect(providerMetadata?.nanogpt).toMatchObject({
      requestId: 'req_start',
      job: { runId: 'vid_1', status: 'pending' },
    })
    const kept = JSON.stringify(operation)
    expect(kept).not.toContain('secret')

    const elsewhere = serveVideos([statusOf({ status: 'IN_PROGRESS', progress: 70 }), COMPLETED_HERE])
    const other = elsewhere.nanogpt.videoModel('another')
    const pending = await getVideoStatus(other, { operation: JSON.parse(kept) })
    expect(pending.status).toBe('pending')
    expect(pending.providerMetadata?.nanogpt?.job).toEqual({
      runId: 'vid_1',
      status: 'IN_PROGRESS',
      progress: 70,
    })
    const done = await getVideoStatus(other, { operation: JSON.parse(kept) })
    expect(done).toMatchObject({
      status: 'completed',
      videos: [{ type: 'binary', data: MP4, mediaType: 'video/mp4' }],
      providerMetadata: { nanogpt: { costUsd: 0.35, requestId: 'req_start' } },
      response: { modelId: 'kling-v25-turbo-pro' },
    })
    expect(elsewhere.starts()).toEqual([])
  })

  test('may be no more than the id', async () => {
    const { model } = serveVideos([COMPLETED_HERE])
    expect((await getVideoStatus(model, { operation: { runId: 'vid_1' } })).status).toBe('completed')
  })

  test.each([['vid_1'], [null], [{ id: 'vid_1' }], [{ runId: '' }], [[1]]])(
    'of another shape is refused: %j',
    async operation => {
      const { model, requests } = serveVideos([])
      const error = await rejectionOf(getVideoStatus(model, { operation }))
      expect(InvalidArgumentError.isInstance(error)).toBe(true)
      expect(error).toHaveProperty('message', expect.stringContaining("{ runId: 'vid_…' }"))
      expect(requests).toEqual([])
    },
  )

  test('gives a URL of another host as it is', async () => {
    const url = 'https://files.example.com/a.webm?signature=1'
    const { model } = serveVideos([statusOf({ status: 'COMPLETED', output: { video: { url } } })])
    expect(await getVideoStatus(model, { operation: { runId: 'vid_1' } })).toMatchObject({
      videos: [{ type: 'url', url, mediaType: 'video/webm' }],
    })
  })
})

describe('what is sent', () => {
  test('the call and its options', async () => {
    const { model, starts } = serveVideos([ACCEPTED])
    const { warnings } = await startVideo({
      model,
      prompt: { text: prompt, image: 'https://example.com/start.png' },
      aspectRatio: '9:16',
      resolution: '720x1280',
      duration: 5,
      seed: 0,
      generateAudio: true,
      providerOptions: {
        nanogpt: {
          negativePrompt: 'people',
          cfgScale: 0.5,
          steps: 20,
          safetyChecker: false,
          moderation: true,
          billingMode: 'paygo',
          extraBody: { conversationUUID: 'c1', left: undefined },
        } satisfies NanoGPTVideoModelOptions,
      },
    })
    expect(warnings).toEqual([])
    expect(starts()[0]?.body).toEqual({
      model: 'kling-v25-turbo-pro',
      prompt,
      imageUrl: 'https://example.com/start.png',
      aspect_ratio: '9:16',
      resolution: '720p',
      duration: '5',
      seed: 0,
      generateAudio: true,
      negative_prompt: 'people',
      cfg_scale: 0.5,
      num_inference_steps: 20,
      enable_safety_checker: false,
      conversationUUID: 'c1',
    })
    expect(starts()[0]?.headers.get('moderation')).toBe('true')
    expect(starts()[0]?.headers.get('x-billing-mode')).toBe('paygo')
  })

  test('an option wins over the call, in the words of the model', async () => {
    const { nanogpt, starts } = serveVideos([ACCEPTED])
    const { warnings } = await startVideo({
      model: nanogpt.videoModel('sora-2'),
      prompt,
      duration: 5,
      resolution: '999x999',
      generateAudio: true,
      providerOptions: { nanogpt: { seconds: 8, resolution: '720p', generateAudio: false, proMode: true } },
    })
    expect(warnings).toEqual([])
    expect(starts()[0]?.body).toEqual({
      model: 'sora-2',
      prompt,
      seconds: '8',
      resolution: '720p',
      generateAudio: false,
      pro_mode: true,
    })
  })

  test.each([
    ['sora-2', { duration: 8 }, { seconds: '8' }],
    ['sora-2', { duration: 8, seconds: 4 }, { seconds: '4' }],
    ['veo3-video', { duration: 8 }, { duration: '8s' }],
    ['veo3-video', { duration: '8' }, { duration: '8' }],
    ['kling-v26-pro', { duration: 8 }, { duration: '8' }],
  ])('the length of %s, %j, is %j', async (modelId, options, fields) => {
    const { nanogpt, starts } = serveVideos([ACCEPTED])
    await startVideo({
      model: nanogpt.videoModel(modelId),
      prompt,
      duration: 5,
      providerOptions: { nanogpt: options },
    })
    expect(starts()[0]?.body).toEqual({ model: modelId, prompt, ...fields })
  })

  test('an address that the API may not fetch is warned of', async () => {
    const { model, starts } = serveVideos([ACCEPTED])
    const image = 'http://example.com/cat.png'
    const { warnings } = await startVideo({ model, prompt: { image }, inputReferences: [image] })
    expect(starts()[0]?.body).toMatchObject({ imageUrl: image, referenceImages: [image] })
    const warning = { type: 'other', message: expect.stringContaining(`may not fetch ${image}`) }
    expect(warnings).toEqual([warning, warning])
  })

  test('what has little or no effect is warned of', async () => {
    const { model, starts } = serveVideos([ACCEPTED, ACCEPTED])
    const { warnings } = await startVideo({
      model,
      prompt,
      fps: 24,
      webhookUrl: 'https://example.com/hook',
    })
    expect(warnings).toMatchObject([
      { type: 'compatibility', feature: 'fps' },
      { type: 'unsupported', feature: 'webhookUrl' },
    ])
    expect(starts()[0]?.body).toMatchObject({ frames_per_second: 24 })
    const { nanogpt } = serveVideos([])
    expect(nanogpt.videoModel('m')).not.toHaveProperty('handleWebhookOption')
  })

  test.each([
    ['the setting', { billing: 'subscription' }],
    ['a base URL', { baseURL: 'https://nano-gpt.com/api/subscription/v1' }],
  ] as const)('a subscription by %s has no videos', async (_, settings) => {
    const { model, starts } = serveVideos([ACCEPTED], settings)
    const { warnings } = await startVideo({ model, prompt })
    expect(warnings).toEqual([{ type: 'other', message: expect.stringContaining('that has no videos') }])
    expect(starts()[0]?.url.pathname).toBe('/api/generate-video')
  })

  test('options are read under the name of the provider too', async () => {
    const { model, starts } = serveVideos([ACCEPTED], { name: 'my-nano' })
    expect(model.provider).toBe('my-nano.video')
    await startVideo({ model, prompt, providerOptions: { myNano: { style: 'anime' } } })
    expect(starts()[0]?.body).toHaveProperty('style', 'anime')
  })

  test.each<[what: string, change: object, message: string]>([
    [
      'an unknown option',
      { providerOptions: { nanogpt: { negativPrompt: 'a' } } },
      "Did you mean 'negativePrompt'?",
    ],
    ['a wrong option', { providerOptions: { nanogpt: { steps: 900 } } }, 'providerOptions.nanogpt.steps'],
    ['a model in extraBody', { providerOptions: { nanogpt: { extraBody: { model: 'x' } } } }, "'model'"],
    ['two videos of one job', { n: 2 }, 'makes one video, not 2'],
    [
      'an image beside one of the library',
      {
        image: { type: 'url', url: 'https://example.com/cat.png' },
        providerOptions: { nanogpt: { imageAttachmentId: 'att_1' } },
      },
      'leave one out',
    ],
    [
      'an input that is too large',
      { image: { type: 'file', mediaType: 'image/png', data: new Uint8Array(4 * 1024 * 1024) } },
      'https URLs',
    ],
  ])('%s is refused before it costs money', async (_, change, message) => {
    const { model, requests } = serveVideos([])
    const error = await rejectionOf(
      (model as NanoGPTVideoModel).doStart({ ...call, ...change } as Parameters<
        NanoGPTVideoModel['doStart']
      >[0]),
    )
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
    expect(requests).toEqual([])
  })

  test('a last frame is refused, since no field takes it', async () => {
    const { model, requests } = serveVideos([])
    const frameImages = [{ image: 'https://example.com/end.png', frameType: 'last_frame' as const }]
    const error = await rejectionOf(generateVideo({ model, prompt, frameImages, poll }))
    expect(UnsupportedFunctionalityError.isInstance(error)).toBe(true)
    expect(requests).toEqual([])
  })
})

describe('an abort', () => {
  test.each([
    ['during the start', [hang]],
    ['while the state is asked for', [ACCEPTED, hang]],
  ])('%s ends the call', async (_, script) => {
    const controller = new AbortController()
    const { model, starts } = serveVideos(script)
    const generating = generateVideo({ model, prompt, poll, abortSignal: controller.signal })
    setTimeout(() => controller.abort(), 20)
    const error = await rejectionOf(generating)
    expect(error).toHaveProperty('name', 'AbortError')
    expect(starts().length).toBeLessThanOrEqual(1)
  })

  test('before the start sends nothing', async () => {
    const { model, requests } = serveVideos([])
    const abortSignal = AbortSignal.abort()
    const error = await rejectionOf(generateVideo({ model, prompt, poll, abortSignal }))
    expect(error).toHaveProperty('name', 'AbortError')
    expect(requests).toEqual([])
  })

  /** Never answers, as a `fetch` that knows no signals. */
  function hang(): Promise<Response> {
    return new Promise(() => {})
  }
})

test.each(['CONTENT_POLICY_VIOLATION', 'INSUFFICIENT_BALANCE', 'PRO_REQUIRED'])(
  'a start that is refused for good is not repeated under any status: %s',
  async type => {
    const { model, starts } = serveVideos([
      { json: { error: { message: 'No.', type }, refundMessage: 'Refunded' }, status: 500 },
    ])
    await rejectionOf(generateVideo({ model, prompt, poll }))
    expect(starts()).toHaveLength(1)
  },
)

test('errors of a start keep what the server says, and the key stays out', async () => {
  const refused = {
    json: { error: { message: 'Blocked', type: 'CONTENT_POLICY_VIOLATION' }, refundMessage: 'Refunded' },
    status: 400,
  }
  const { model } = serveVideos([refused])
  const error = await rejectionOf(generateVideo({ model, prompt, poll }))
  expect(APICallError.isInstance(error)).toBe(true)
  expect(error).toMatchObject({
    message: 'Blocked',
    statusCode: 400,
    isRetryable: false,
    data: { type: 'CONTENT_POLICY_VIOLATION', details: { refundMessage: 'Refunded' } },
  })
  expect(JSON.stringify(error)).not.toContain('very-secret')
})

test('a model survives a workflow engine', async () => {
  const { model } = serveVideos([], { name: 'mine', billing: 'paygo' })
  const serialized = JSON.parse(
    JSON.stringify(NanoGPTVideoModel[WORKFLOW_SERIALIZE](model as NanoGPTVideoModel)),
  )
  expect(JSON.stringify(serialized)).not.toContain('secret')
  const revived = NanoGPTVideoModel[WORKFLOW_DESERIALIZE](serialized)
  expect(revived).toMatchObject({ modelId: 'kling-v25-turbo-pro', provider: 'mine.video' })

  const requests: Request[] = []
  vi.stubEnv('NANOGPT_API_KEY', 'sk-nano-from-the-environment')
  vi.stubGlobal('fetch', async (...request: ConstructorParameters<typeof Request>) => {
    requests.push(new Request(...request))
    return Response.json(ACCEPTED.json, { status: 202 })
  })
  try {
    const { operation } = await startVideo({ model: revived, prompt })
    expect(operation).toMatchObject({ runId: 'vid_1', model: 'kling-v25-turbo-pro' })
    expect(requests[0]?.url).toBe('https://nano-gpt.com/api/generate-video')
    expect(requests[0]?.headers.get('x-billing-mode')).toBe('paygo')
  } finally {
    vi.unstubAllGlobals()
    vi.unstubAllEnvs()
  }
})
