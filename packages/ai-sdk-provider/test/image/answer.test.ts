import { convertBase64ToUint8Array } from '@ai-sdk/provider-utils'
import { describe, expect, test } from 'vitest'
import { answerOf, callOf, callWith, fakeNanoGPT, imageFile, JPEG, KEY, PNG } from './fake-nanogpt.ts'

const URL_1 = 'https://files.example.com/1.png?signature=abc'
const URL_2 = 'https://files.example.com/2.png?signature=def'
const SVG = btoa('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>')

const bytesOf = convertBase64ToUint8Array

/** What a model makes of these images. */
async function read(
  data: unknown,
  { more, n = 1, options = {} }: { more?: object; n?: number; options?: object } = {},
) {
  const fake = fakeNanoGPT({
    post: () => answerOf(data, more),
    files: { [URL_1]: () => imageFile(PNG), [URL_2]: () => imageFile(JPEG, { 'content-type': 'image/png' }) },
  })
  return { ...fake, result: await fake.model.doGenerate(callWith({ ...options }, { n })) }
}

describe('images', () => {
  test.each([
    ['base64', [{ b64_json: PNG }]],
    ['base64 beside a null', [{ url: null, b64_json: PNG }]],
    ['a data URL', [{ url: `data:image/png;base64,${PNG}` }]],
    ['a data URL in the wrong field', [{ b64_json: `data:image/png;base64,${PNG}` }]],
    ['a data URL in a record', [{ image_url: { url: `data:image/png;base64,${PNG}` } }]],
    ['base64 in lines', [{ b64_json: PNG.replaceAll(/(.{40})/g, '$1\r\n') }]],
    ['bare base64', [PNG]],
  ])('stay base64 from %s', async (_, data) => {
    const { result, downloads } = await read(data)
    expect(result.images).toEqual([PNG])
    expect(result.warnings).toEqual([])
    expect(result.providerMetadata?.nanogpt?.images).toEqual([
      { mediaType: 'image/png', cost: { amount: 0.04, currency: 'USD' } },
    ])
    expect(downloads()).toEqual([])
  })

  test.each([
    ['images', { images: [{ b64_json: PNG }] }],
    ['image', { image: PNG, inputTokens: 3, outputTokens: 4 }],
    ['data, without a list', { data: { b64_json: PNG } }],
    ['data alone', { data: PNG }],
  ])('are found under %s', async (_, more) => {
    const { result } = await read(undefined, { more })
    expect(result.images).toEqual([PNG])
  })

  test('are downloaded from URLs, without the key', async () => {
    const { result, downloads } = await read([{ url: URL_1 }, { url: URL_2 }], { n: 2 })
    expect(result.images).toEqual([bytesOf(PNG), bytesOf(JPEG)])
    expect(result.providerMetadata?.nanogpt?.images).toEqual([
      { mediaType: 'image/png', url: URL_1, cost: { amount: 0.02, currency: 'USD' } },
      { mediaType: 'image/jpeg', url: URL_2, cost: { amount: 0.02, currency: 'USD' } },
    ])
    expect(downloads().map(({ url }) => url)).toEqual([URL_1, URL_2])
    for (const { headers } of downloads()) expect(headers.has('authorization')).toBe(false)
  })

  test('are all bytes where one of them is', async () => {
    const { result } = await read([{ b64_json: PNG }, { url: URL_2 }], { n: 2 })
    expect(result.images).toEqual([bytesOf(PNG), bytesOf(JPEG)])
  })

  test('of the configured host may stand at a private address', async () => {
    const url = 'http://localhost:8787/files/1.png'
    const { model, downloads } = fakeNanoGPT({
      baseURL: 'http://localhost:8787/api/v1',
      post: () => answerOf([{ url }]),
      files: { [url]: () => imageFile() },
    })
    expect((await model.doGenerate(callOf())).images).toEqual([bytesOf(PNG)])
    // Signed URLs refuse a second authorisation.
    expect(downloads()[0]?.headers.has('authorization')).toBe(false)
  })
})

describe('metadata', () => {
  test('has what an image says of itself, and the charge', async () => {
    const { result } = await read([{ b64_json: PNG, revised_prompt: 'A barn owl', seed: 7, cost: 0.03 }], {
      more: { cost: 0.04, paymentSource: 'XNO', remainingBalance: 0.8, model: 'any-model-2' },
    })
    expect(result.providerMetadata?.nanogpt).toEqual({
      cost: { amount: 0.04, currency: 'XNO' },
      paymentSource: 'XNO',
      remainingBalance: 0.8,
      requestId: 'req_1',
      images: [
        {
          mediaType: 'image/png',
          cost: { amount: 0.03, currency: 'XNO' },
          revisedPrompt: 'A barn owl',
          seed: 7,
        },
      ],
    })
    expect(result.response).toMatchObject({
      modelId: 'any-model-2',
      headers: { 'x-request-id': 'req_1' },
    })
    expect(result.response.timestamp).toBeInstanceOf(Date)
  })

  test('divides the charge among all images that were made', async () => {
    const { result } = await read([{ b64_json: PNG }, { b64_json: JPEG }, {}, { b64_json: PNG }], { n: 4 })
    expect(result.images).toHaveLength(3)
    expect(result.providerMetadata?.nanogpt?.images).toMatchObject(
      Array.from({ length: 3 }, () => ({ cost: { amount: 0.01, currency: 'USD' } })),
    )
  })

  test('has the prices of the images where there is no other', async () => {
    const { result } = await read([{ b64_json: PNG, cost: '0.03' }], { more: {} })
    expect(result.providerMetadata?.nanogpt?.images).toMatchObject([
      { cost: { amount: 0.03, currency: 'USD' } },
    ])
  })

  test('names no price where there is none', async () => {
    const { result } = await read([{ b64_json: PNG }], { more: {} })
    expect(result.providerMetadata?.nanogpt).toEqual({
      requestId: 'req_1',
      images: [{ mediaType: 'image/png' }],
    })
  })

  test.each([
    [
      'tokens of images',
      { usage: { input_tokens: 5, output_tokens: 1290, total_tokens: 1295 } },
      [5, 1290, 1295],
    ],
    ['tokens of chat', { usage: { prompt_tokens: 5, completion_tokens: 6 } }, [5, 6, undefined]],
    ['tokens at the top', { inputTokens: 5, outputTokens: 6 }, [5, 6, undefined]],
  ])('%s', async (_, more, [inputTokens, outputTokens, totalTokens]) => {
    const { result } = await read([{ b64_json: PNG }], { more })
    expect(result.usage).toEqual({ inputTokens, outputTokens, totalTokens })
  })

  test('no tokens', async () => {
    const { result } = await read([{ b64_json: PNG }], { more: { usage: { images: 1 } } })
    expect(result).not.toHaveProperty('usage')
  })
})

describe('what is not as it was asked for is a warning', () => {
  test('more images', async () => {
    const data = Array.from({ length: 4 }, () => ({ b64_json: PNG }))
    const { result } = await read(data)
    expect(result.images).toHaveLength(4)
    expect(result.warnings).toEqual([
      { type: 'other', message: '1 image was asked for, and 4 came. What is made is charged.' },
    ])
  })

  test('the body asked for as many', async () => {
    const { result } = await read([{ b64_json: PNG }, { b64_json: PNG }], {
      options: { extraBody: { nImages: 2 } },
    })
    expect(result.warnings).toEqual([])
  })

  test('another format', async () => {
    const { result } = await read([{ b64_json: JPEG }, { b64_json: JPEG }], {
      n: 2,
      options: { outputFormat: 'png' },
    })
    expect(result.warnings).toEqual([
      { type: 'other', message: 'The output format png was asked for, and image/jpeg came.' },
    ])
  })

  test.each([
    ['SVG', SVG, 'image/svg+xml'],
    ['something else', btoa('something else'), undefined],
  ])('%s, which the SDK takes for PNG', async (_, base64, mediaType) => {
    const { result } = await read([{ b64_json: base64 }])
    expect(result.images).toEqual([base64])
    expect(result.warnings).toEqual([
      { type: 'other', message: expect.stringContaining('The SDK calls an image image/png that is') },
    ])
    expect(result.providerMetadata?.nanogpt?.images).toEqual([
      { ...(mediaType && { mediaType }), cost: { amount: 0.04, currency: 'USD' } },
    ])
  })

  test('and never has the key', async () => {
    const { result } = await read([], { more: { note: `Called with ${KEY}.` } })
    expect(result.warnings).toHaveLength(1)
    expect(JSON.stringify(result)).not.toContain(KEY)
  })

  test('no image at all, which is not tried again', async () => {
    const { result } = await read([], { n: 2, more: { cost: 0, note: 'filtered' } })
    expect(result).toMatchObject({ images: [], isRetryable: false })
    expect(result.warnings).toEqual([
      {
        type: 'other',
        message:
          '2 images were asked for, and none came. The answer: {"created":1778155200,"cost":0,"note":"filtered"}',
      },
    ])
    expect(result.providerMetadata?.nanogpt).toMatchObject({
      images: [],
      cost: { amount: 0, currency: 'USD' },
    })
  })
})
