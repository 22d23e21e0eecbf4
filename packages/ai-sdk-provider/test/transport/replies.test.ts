import { describe, expect, test } from 'vitest'
import { collect, rejectionOf } from '../harness.ts'
import { bytesOf, clientOf, JOB } from './client-of.ts'

const answered = (body: BodyInit, contentType: string, status = 200) =>
  clientOf(() => new Response(body, { status, headers: { 'content-type': contentType } }))

test('a file is a file, whatever it is called', async () => {
  const { client } = answered(bytesOf('ID3…'), 'application/octet-stream')
  expect((await client.postForReply(JOB)).value).toMatchObject({
    type: 'bytes',
    mediaType: 'application/octet-stream',
  })
})

test.each(['application/json', 'text/html; charset=utf-8'])('a file is one under %s too', async type => {
  const { client } = answered(new Uint8Array([0xff, 0xfb, 0x90, 0x64, 0, 0, 0, 0]), type)
  expect((await client.postForReply(JOB)).value.type).toBe('bytes')
  expect((await client.postForStream(JOB)).value.type).toBe('stream')
})

test.each(['application/json', 'audio/mpeg', 'text/plain; charset=utf-8'])(
  'JSON under %s is JSON',
  async type => {
    const { client } = answered(' {"runId":"run_1"}', type, 202)
    const { value, answer } = await client.postForReply(JOB)
    expect(value).toEqual({ type: 'json', record: { runId: 'run_1' } })
    expect(answer.status).toBe(202)
    expect((await client.postForStream(JOB)).value).toEqual(value)
  },
)

test.each([
  [
    'an error under status 200',
    '{"error":{"message":"Insufficient balance"}}',
    'audio/mpeg',
    /Insufficient balance/,
  ],
  ['a page', '<html><title>Oops</title></html>', 'text/html', /baseURL/],
  ['JSON that is broken', '{"runId":', 'application/json', /breaks off/],
])('%s is thrown', async (_what, body, type, message) => {
  const { client } = answered(body, type)
  for (const reply of [client.postForReply(JOB), client.postForStream(JOB)]) {
    const error = await rejectionOf(reply)
    expect(error).toMatchObject({ isRetryable: false, message: expect.stringMatching(message) })
  }
})

test.each([
  [402, false, /balance/],
  [400, false, /status 400/],
  [503, true, /status 503/],
])(
  'where the body of an error breaks off, status %i speaks for itself',
  async (status, isRetryable, message) => {
    const torn = () =>
      new ReadableStream({
        pull: controller =>
          controller.error(
            new TypeError('terminated', {
              cause: Object.assign(new Error('other side closed'), { code: 'UND_ERR_SOCKET' }),
            }),
          ),
      })
    const { client } = clientOf(() => new Response(torn(), { status }))
    const error = await rejectionOf(client.postJson(JOB))
    expect(error).toMatchObject({ isRetryable, statusCode: status, message: expect.stringMatching(message) })
  },
)

test('what is no answer is asked for again where that costs nothing', async () => {
  const { client } = answered('<html></html>', 'text/html')
  expect(await rejectionOf(client.getJson({ ...JOB, path: 'video/status' }))).toMatchObject({
    isRetryable: true,
  })
})

describe('a stream of bytes', () => {
  const pieces = ['one', 'two', 'three']

  function streamed(after?: (controller: ReadableStreamDefaultController) => void) {
    const left = [...pieces]
    let isCancelled = false
    const body = new ReadableStream({
      pull(controller) {
        const piece = left.shift()
        if (piece !== undefined) controller.enqueue(bytesOf(piece))
        else if (after) after(controller)
        else controller.close()
      },
      cancel: () => {
        isCancelled = true
      },
    })
    return { ...answered(body, 'audio/mpeg'), isCancelled: () => isCancelled }
  }

  async function openStream({ client }: ReturnType<typeof answered>) {
    const { value } = await client.postForStream(JOB)
    if (value.type !== 'stream') throw new Error('No stream came.')
    return value.stream
  }

  test('comes as it is', async () => {
    const chunks = await collect(await openStream(streamed()))
    expect(chunks.map(chunk => new TextDecoder().decode(chunk))).toEqual(pieces)
  })

  test('fails when the connection breaks', async () => {
    const stream = await openStream(streamed(controller => controller.error(new TypeError('terminated'))))
    const error = await rejectionOf(collect(stream))
    expect(error).toMatchObject({ data: { code: 'connection_broken' }, isRetryable: false })
  })

  test('is cancelled with its reader', async () => {
    const source = streamed()
    await (await openStream(source)).cancel()
    expect(source.isCancelled()).toBe(true)
  })
})

test('a form goes out as the runtime writes it, and errors name its files without their bytes', async () => {
  const { client, requests } = clientOf(() => Response.json({ error: { message: 'no' } }, { status: 400 }))
  const form = new FormData()
  form.append('model', 'Whisper-Large-V3')
  form.append('file', new File([bytesOf('sound')], 'audio.mp3', { type: 'audio/mpeg' }))
  form.append('timestamp_granularities[]', 'word')
  form.append('timestamp_granularities[]', 'segment')
  const error = await rejectionOf(client.postJson({ ...JOB, body: form }))
  expect(requests[0]?.headers.has('content-type')).toBe(false)
  expect(requests[0]?.body).toBe(form)
  expect(error).toMatchObject({
    requestBodyValues: {
      model: 'Whisper-Large-V3',
      file: { name: 'audio.mp3', type: 'audio/mpeg', size: 5 },
      'timestamp_granularities[]': ['word', 'segment'],
    },
  })
})
