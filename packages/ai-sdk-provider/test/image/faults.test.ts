import { APICallError } from '@ai-sdk/provider'
import { convertBase64ToUint8Array } from '@ai-sdk/provider-utils'
import { generateImage, NoImageGeneratedError } from 'ai'
import { describe, expect, test } from 'vitest'
import { isNanoGPTError } from '../../src/index.ts'
import { rejectionOf } from '../harness.ts'
import {
  answerOf,
  callOf,
  fakeNanoGPT,
  fileAt,
  fileOf,
  imageFile,
  KEY,
  PNG,
  type SeenRequest,
} from './fake-nanogpt.ts'

const URL_1 = 'https://files.example.com/1.png?signature=abc'
const URL_2 = 'https://files.example.com/2.png?signature=def'

const expired = () =>
  new Response('<Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>', {
    status: 403,
  })

/** Who saw the key. */
function hostsThatSawTheKey(seen: readonly SeenRequest[]): string[] {
  const hosts = seen
    .filter(({ headers, url }) => [...headers.values(), url].some(value => value.includes(KEY)))
    .map(({ url }) => new URL(url).host)
  return [...new Set(hosts)]
}

describe('a download that fails', () => {
  test('leaves the other images, and says what it was and where', async () => {
    const { model, seen } = fakeNanoGPT({
      post: () => answerOf([{ url: URL_1 }, { url: URL_2 }, { b64_json: PNG }]),
      files: { [URL_1]: expired, [URL_2]: () => imageFile() },
    })
    const { images, warnings, providerMetadata } = await model.doGenerate(callOf({ n: 3 }))
    expect(images).toEqual([convertBase64ToUint8Array(PNG), convertBase64ToUint8Array(PNG)])
    expect(warnings).toEqual([
      { type: 'other', message: expect.stringMatching(/made, and charged, but lost: .*Request has expired/) },
    ])
    expect(warnings[0]).toHaveProperty('message', expect.stringContaining(URL_1))
    expect(providerMetadata?.nanogpt).toMatchObject({
      images: [{ url: URL_2 }, { mediaType: 'image/png' }],
      failures: [{ url: URL_1, message: expect.stringContaining('Request has expired') }],
    })
    expect(hostsThatSawTheKey(seen)).toEqual(['nano-gpt.com'])
  })

  test('of all images is an error with every address, and nothing is bought again', async () => {
    const { model, posts, seen } = fakeNanoGPT({
      modelId: 'gpt-image-2',
      post: () => answerOf([{ url: URL_1 }, { url: URL_2 }]),
      files: { [URL_1]: expired, [URL_2]: expired },
    })
    const error = await rejectionOf(generateImage({ model, prompt: 'An owl', n: 2 }))
    expect(APICallError.isInstance(error) && error.isRetryable).toBe(false)
    expect(isNanoGPTError(error) && error.data).toMatchObject({
      code: 'download_failed',
      requestId: 'req_1',
      details: { url: URL_1, urls: [URL_1, URL_2], cost: { amount: 0.04, currency: 'USD' } },
    })
    expect(error).toHaveProperty('message', expect.stringContaining('All 2 generated images are lost'))
    expect(posts()).toHaveLength(1)
    expect(hostsThatSawTheKey(seen)).toEqual(['nano-gpt.com'])
  })

  test.each([
    ['a redirect to a private address', 'http://169.254.169.254/latest/meta-data'],
    ['a redirect to the machine itself', 'http://127.0.0.1:8080/1.png'],
  ])('by %s is not followed', async (_, location) => {
    const { model, downloads } = fakeNanoGPT({
      post: () => answerOf([{ url: URL_1 }]),
      files: {
        [URL_1]: () => new Response(null, { status: 302, headers: { location } }),
        [location]: () => imageFile(),
      },
    })
    const error = await rejectionOf(model.doGenerate(callOf()))
    expect(isNanoGPTError(error) && error.data.code).toBe('download_failed')
    expect(downloads().map(({ url }) => url)).toEqual([URL_1])
  })

  test('by its own address does not reach the private network', async () => {
    const url = 'http://192.168.1.1/1.png'
    const { model, downloads } = fakeNanoGPT({
      post: () => answerOf([{ url }]),
      files: { [url]: () => imageFile() },
    })
    await expect(model.doGenerate(callOf())).rejects.toThrow(/could not be downloaded/)
    expect(downloads()).toEqual([])
  })

  test('is followed to another public host, without the key', async () => {
    const location = 'https://cdn.example.net/1.png'
    const { model, seen } = fakeNanoGPT({
      post: () => answerOf([{ url: URL_1 }]),
      files: {
        [URL_1]: () => new Response(null, { status: 302, headers: { location } }),
        [location]: () => imageFile(),
      },
    })
    expect((await model.doGenerate(callOf())).images).toHaveLength(1)
    expect(hostsThatSawTheKey(seen)).toEqual(['nano-gpt.com'])
  })

  test('by a body that ends early, or a page in its place, gives no half image', async () => {
    const { model } = fakeNanoGPT({
      post: () => answerOf([{ url: URL_1 }, { url: URL_2 }]),
      files: {
        [URL_1]: () => imageFile(PNG, { 'content-length': '5000' }),
        [URL_2]: () => new Response('<html></html>', { headers: { 'content-type': 'text/html' } }),
      },
    })
    const error = await rejectionOf(model.doGenerate(callOf({ n: 2 })))
    expect(error).toHaveProperty('message', expect.stringContaining('of 5000 bytes'))
    expect(error).toHaveProperty('message', expect.stringContaining('no image, but text/html'))
  })

  test('in passing is repeated, which costs nothing', async () => {
    let tries = 0
    const { model, posts } = fakeNanoGPT({
      post: () => answerOf([{ url: URL_1 }]),
      files: { [URL_1]: () => ((tries += 1) < 3 ? new Response('', { status: 503 }) : imageFile()) },
    })
    expect((await model.doGenerate(callOf())).images).toHaveLength(1)
    expect(posts()).toHaveLength(1)
  })

  test('of an empty file, and broken base64, are lost images too', async () => {
    const { model } = fakeNanoGPT({
      post: () => answerOf([{ url: URL_1 }, { b64_json: 'not base64!' }, { b64_json: PNG }]),
      files: { [URL_1]: () => new Response('') },
    })
    const { images, warnings } = await model.doGenerate(callOf({ n: 3 }))
    expect(images).toEqual([PNG])
    expect(warnings.map(warning => warning.type === 'other' && warning.message)).toEqual([
      expect.stringContaining('an empty file'),
      expect.stringContaining('Its base64 is broken.'),
    ])
  })

  test('of broken base64 alone is an error', async () => {
    const { model, posts } = fakeNanoGPT({ post: () => answerOf([{ b64_json: 'abcde' }]) })
    const error = await rejectionOf(generateImage({ model, prompt: 'An owl' }))
    expect(isNanoGPTError(error) && error.data.code).toBe('unreadable_response')
    expect(error).toHaveProperty('message', 'The generated image is lost: Its base64 is broken.')
    expect(posts()).toHaveLength(1)
  })

  test.each(['ftp://files.example.com/1.png', '/files/1.png'])('of %s names it', async url => {
    const { model } = fakeNanoGPT({ post: () => answerOf([{ url }]) })
    await expect(model.doGenerate(callOf())).rejects.toThrow(`Its address cannot be fetched: ${url}.`)
  })
})

describe('an input that cannot be fetched', () => {
  const mask = fileOf(PNG)

  test('is refused by its place, before anything is bought', async () => {
    const { model, posts } = fakeNanoGPT({ files: { 'https://example.com/cat': expired } })
    const error = await rejectionOf(
      model.doGenerate(callOf({ files: [fileOf(PNG), fileAt('https://example.com/cat')], mask })),
    )
    expect(APICallError.isInstance(error) && error.isRetryable).toBe(false)
    expect(error).toHaveProperty(
      'message',
      expect.stringContaining('prompt.images[1] could not be downloaded'),
    )
    expect(posts()).toEqual([])
  })

  test('or is a page, or too large, is refused as well', async () => {
    const { model, posts } = fakeNanoGPT({
      files: {
        'https://example.com/page': () =>
          new Response('<html>', { headers: { 'content-type': 'text/html' } }),
        'https://example.com/large': () =>
          new Response(new Uint8Array(4 * 1024 * 1024), { headers: { 'content-type': 'image/png' } }),
      },
    })
    const page = model.doGenerate(callOf({ files: [fileAt('https://example.com/page')], mask }))
    await expect(page).rejects.toThrow('prompt.images[0] is no image that is known, but text/html.')
    const large = model.doGenerate(callOf({ files: [fileAt('https://example.com/large')], mask }))
    await expect(large).rejects.toThrow('prompt.images[0] takes 5.3 MB as base64')
    expect(posts()).toEqual([])
  })
})

describe('an abort', () => {
  /** Answers nothing until the signal ends it, as `fetch` does. */
  const never = (_request: SeenRequest, signal: AbortSignal | undefined) =>
    new Promise<Response>((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(signal.reason as Error))
    })
  /** Knows no signals. */
  const deaf = () => new Promise<Response>(() => {})

  test.each([
    ['before', { post: never }, callOf(), 0],
    [
      'while an input is fetched',
      { files: { [URL_1]: never } },
      callOf({ files: [fileAt(URL_1)], mask: fileOf(PNG) }),
      1,
    ],
    ['while the model works', { post: never }, callOf(), 1],
    ['while the model works, and fetch knows no signals', { post: deaf }, callOf(), 1],
    [
      'while an image is fetched',
      { post: () => answerOf([{ url: URL_1 }]), files: { [URL_1]: never } },
      callOf(),
      2,
    ],
    [
      'while an image is fetched by a deaf fetch',
      { post: () => answerOf([{ url: URL_1 }]), files: { [URL_1]: deaf } },
      callOf(),
      2,
    ],
  ])('%s ends the call', async (_, plan, call, requests) => {
    const { model, seen } = fakeNanoGPT(plan)
    const controller = new AbortController()
    if (requests === 0) controller.abort()
    const call2 = model.doGenerate({ ...call, abortSignal: controller.signal })
    setTimeout(() => controller.abort(), 30)
    const error = await rejectionOf(call2)
    expect(error).toHaveProperty('name', 'AbortError')
    expect(seen).toHaveLength(requests)
  })

  test('keeps its reason', async () => {
    const { model } = fakeNanoGPT({ post: () => answerOf([{ url: URL_1 }]), files: { [URL_1]: never } })
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('Enough.')), 30)
    const call = generateImage({ model, prompt: 'An owl', abortSignal: controller.signal })
    await expect(call).rejects.toThrow('Enough.')
  })
})

describe('errors of the server', () => {
  test('are NanoGPT errors with the field at fault', async () => {
    const body = {
      error: {
        message: 'Bad references.',
        type: 'invalid_request_error',
        code: 'invalid_input_references',
        parameter: 'input_references',
      },
      code: 'invalid_input_references',
    }
    const { model } = fakeNanoGPT({ post: () => Response.json(body, { status: 400 }) })
    const error = await rejectionOf(model.doGenerate(callOf()))
    expect(isNanoGPTError(error) && error.data).toMatchObject({
      code: 'invalid_input_references',
      param: 'input_references',
      status: 400,
    })
  })

  test('are tried again where nothing was made', async () => {
    let tries = 0
    const headers = { 'retry-after-ms': '1' }
    const { model, posts } = fakeNanoGPT({
      post: () =>
        (tries += 1) < 2 ? new Response('', { status: 503, headers }) : answerOf([{ b64_json: PNG }]),
    })
    expect((await generateImage({ model, prompt: 'An owl' })).images).toHaveLength(1)
    expect(posts()).toHaveLength(2)
  })

  test('are not where nobody knows whether it was', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"data":[{"b64_json":"iVBOR'))
        controller.error(new TypeError('terminated'))
      },
    })
    const { model, posts } = fakeNanoGPT({
      post: () => new Response(broken, { headers: { 'content-type': 'application/json' } }),
    })
    const error = await rejectionOf(generateImage({ model, prompt: 'An owl' }))
    expect(isNanoGPTError(error) && error.data.code).toBe('outcome_unknown')
    expect(posts()).toHaveLength(1)
  })

  test('an answer without images is bought once', async () => {
    const { model, posts } = fakeNanoGPT({ post: () => answerOf([]) })
    const error = await rejectionOf(generateImage({ model, prompt: 'An owl' }))
    expect(NoImageGeneratedError.isInstance(error)).toBe(true)
    expect(posts()).toHaveLength(1)
  })
})
