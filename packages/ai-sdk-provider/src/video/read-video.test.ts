import { describe, expect, test } from 'vitest'
import { mediaTypeOfFile, mediaTypeOfName, readRunId, readVideoJob } from './read-video.ts'

const ASKED = 'https://nano-gpt.com/api/video/status?requestId=vid_1'
const read = (answer: Record<string, unknown>) => readVideoJob(answer, ASKED)

const URL_OF_VIDEO = 'https://files.example.com/a.mp4'

test.each<[where: string, answer: Record<string, unknown>]>([
  ['output.video.url in data', { data: { status: 'COMPLETED', output: { video: { url: URL_OF_VIDEO } } } }],
  ['videoUrl, flat and in lower case', { status: 'completed', videoUrl: URL_OF_VIDEO, error: null }],
  ['output.url', { data: { status: 'COMPLETED', isCompleted: true, output: { url: URL_OF_VIDEO } } }],
  ['output.video', { data: { status: 'SUCCEEDED', output: { video: URL_OF_VIDEO } } }],
  ['output', { status: 'completed', output: URL_OF_VIDEO }],
  ['output as a list', { status: 'completed', output: [URL_OF_VIDEO] }],
  ['videos', { status: 'completed', videos: [{ url: URL_OF_VIDEO }, URL_OF_VIDEO] }],
  ['no state but a URL', { videoUrl: URL_OF_VIDEO }],
  [
    'flags of the older form',
    { data: { isCompleted: true, isSuccess: true, output: { url: URL_OF_VIDEO } } },
  ],
  [
    'an address in data that is null outside',
    { videoUrl: URL_OF_VIDEO, data: { status: 'COMPLETED', videoUrl: null } },
  ],
])('a video is found at %s', (_, answer) => {
  expect(read(answer)).toMatchObject({ state: 'completed', urls: [URL_OF_VIDEO] })
})

test('several videos keep their order, and a path belongs to the host that was asked', () => {
  const videos = [{ url: '/files/b.mp4' }, { url: URL_OF_VIDEO }, { url: 'javascript:alert(1)' }, {}]
  expect(read({ status: 'completed', output: { videos } }).urls).toEqual([
    'https://nano-gpt.com/files/b.mp4',
    URL_OF_VIDEO,
  ])
})

test.each([
  ['IN_QUEUE', 'pending'],
  ['in progress', 'pending'],
  ['delivering', 'pending'],
  ['unknown', 'pending'],
  ['Completed', 'completed'],
  ['FAILED', 'failed'],
  ['timed-out', 'failed'],
  ['CANCELED', 'canceled'],
  ['cancelled', 'canceled'],
])('%s is %s', (status, state) => {
  expect(read({ data: { status } }).state).toBe(state)
  expect(read({ status }).state).toBe(state)
})

test.each([
  [
    'of the older form',
    { status: 'COMPLETED', isCompleted: true, isSuccess: false, output: null, error: 'No scenes' },
  ],
  ['with an error', { status: 'completed', videoUrl: null, error: 'No scenes' }],
])('a completed job without a video, %s, has failed', (_, data) => {
  expect(read({ data })).toMatchObject({ state: 'failed', reason: expect.stringContaining('No scenes.') })
})

test('an answer that says nothing is a job that goes on', () => {
  expect(read({}).state).toBe('pending')
})

test('progress is told, as far as it is known', () => {
  expect(
    read({
      data: {
        status: 'IN_PROGRESS',
        progress: '40',
        queue_position: 0,
        details: { step: 3 },
        estimatedTimeRemaining: -1,
      },
    }).facts,
  ).toEqual({ status: 'IN_PROGRESS', progress: 40, queuePosition: 0, details: { step: 3 } })
})

describe('the reason of a failure', () => {
  test.each<[what: string, data: Record<string, unknown>, reason: string]>([
    [
      'is what is meant for people',
      { status: 'FAILED', error: 'E17', userFriendlyError: 'Please modify your prompt.' },
      'Please modify your prompt. NanoGPT refunds failed videos.',
    ],
    [
      'else the error',
      { status: 'FAILED', error: 'Content policy violation' },
      'Content policy violation. NanoGPT refunds failed videos.',
    ],
    [
      'also of an upstream',
      { status: 'FAILED', error: { message: 'Out of memory', type: 'x' } },
      'Out of memory. NanoGPT refunds failed videos.',
    ],
    [
      'with what becomes of the money',
      { status: 'FAILED', error: 'No', refundMessage: '$0.35 were refunded' },
      'No. $0.35 were refunded.',
    ],
    [
      'or that there is none',
      { status: 'FAILED' },
      'The video failed, and NanoGPT gives no reason. NanoGPT refunds failed videos.',
    ],
    [
      'of a cancellation',
      { status: 'CANCELED', error: 'By the user' },
      'The video was canceled. By the user.',
    ],
    ['of a cancellation without any', { status: 'cancelled' }, 'The video was canceled.'],
    [
      'of the older form',
      { isCompleted: true, isSuccess: false, error: 'No scenes' },
      'No scenes. NanoGPT refunds failed videos.',
    ],
  ])('%s', (_, data, reason) => {
    expect(read({ data }).reason).toBe(reason)
  })

  test('leaves the server’s own words and the kind in the facts', () => {
    const data = {
      status: 'FAILED',
      error: 'Content policy violation',
      isNSFWError: true,
      userFriendlyError: 'No.',
    }
    expect(read({ data }).facts).toEqual({
      status: 'FAILED',
      error: 'Content policy violation',
      isContentError: true,
    })
  })
})

test.each<[Record<string, unknown>, string | undefined]>([
  [{ runId: 'vid_1', id: 'vid_1' }, 'vid_1'],
  [{ id: 'vid_2' }, 'vid_2'],
  [{ data: { requestId: 'vid_3' } }, 'vid_3'],
  [{ runId: '', taskId: 'vid_4' }, 'vid_4'],
  [{ runId: 7 }, '7'],
  [{ runId: null, id: {} }, undefined],
  [{}, undefined],
])('the id of %j is %s', (answer, runId) => {
  expect(readRunId(answer)).toBe(runId)
})

test.each([
  ['https://e.com/a.MP4?signature=a.b', 'video/mp4'],
  ['https://e.com/a.mov', 'video/quicktime'],
  ['https://e.com/content?run=a.mp4', undefined],
])('the name of %s says %s', (url, mediaType) => {
  expect(mediaTypeOfName(url)).toBe(mediaType)
})

describe('the media type of a file', () => {
  const bytes = new TextEncoder().encode('bytes that nobody knows')
  const url = 'https://e.com/a.webm'

  test.each([
    [new Uint8Array([0x1a, 0x45, 0xdf, 0xa3]), 'video/mp4', 'video/webm'],
    [bytes, 'video/mp4', 'video/mp4'],
    [bytes, 'image/gif', 'image/gif'],
    [bytes, 'application/octet-stream', 'video/webm'],
    [bytes, undefined, 'video/webm'],
  ])('comes from its bytes, the server or its name (%#)', (data, mediaType, expected) => {
    expect(mediaTypeOfFile({ bytes: data, mediaType }, url)).toBe(expected)
  })

  test.each([
    [new Uint8Array(), 'video/mp4', /empty/],
    [bytes, 'text/html', /text\/html came instead/],
    [bytes, 'application/json', /application\/json/],
    [bytes, 'application/problem+json', /json/],
  ])('what is no video is refused, for good (%#)', (data, mediaType, message) => {
    const open = () => mediaTypeOfFile({ bytes: data, mediaType }, url)
    expect(open).toThrow(message)
    expect(open).toThrow(
      expect.objectContaining({ isRetryable: false, data: expect.objectContaining({ details: { url } }) }),
    )
  })
})
