import { decode } from 'fast-png'
import { decode as decodeJpeg } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY } from '../src/index.ts'
import { host, type Json } from './ask.ts'
import {
  bytesOf,
  generations,
  image,
  make,
  normalised,
  picture,
  post,
  prompt,
  refused,
} from './make-images.ts'
import { dataUrl, redPng } from './pictures.ts'

describe('image generations', () => {
  it('answer a picture of the default model in base64, with its cost', async () => {
    const emulator = createEmulator({ balance: 10 })
    const images = await make(generations, { prompt }, emulator)
    expect(images).toEqual({
      created: expect.any(Number),
      data: [{ b64_json: expect.any(String) }],
      cost: 0.014,
      paymentSource: 'USD',
      remainingBalance: 9.986,
    })
    expect(decode(bytesOf(images))).toMatchObject({ width: 1024, height: 1024 })
    expect(emulator.account.balance).toBe(9.986)
  })

  it.each([
    [{ size: '1344x768' }, 1344, 768],
    [{ model: 'flux-kontext', size: '16:9' }, 1344, 768],
    [{ model: 'nano-banana-2-pro', size: '2k' }, 2048, 2048],
    [{ model: 'gpt-image-2', size: 'auto' }, 1024, 1024],
    [{ model: 'topaz-upscaler', size: '4x', imageDataUrl: image }, 256, 192],
    [{ model: 'flux-kontext', size: 'auto', imageDataUrl: image }, 64, 48],
  ])('of %j have %i by %i pixels', async (body, width, height) => {
    expect(await picture(generations, { prompt, ...body })).toMatchObject({ width, height })
  })

  it('are the same for the same prompt and seed, and others for others', async () => {
    const of = async (body: Json) => (await make(generations, { prompt, size: '768x1344', ...body })).data[0]
    const first = await of({})
    expect(await of({})).toEqual(first)
    expect(await of({ seed: 7 })).not.toEqual(first)
    expect(await of({ prompt: 'A bee' })).not.toEqual(first)
    expect(await of({ seed: 7 })).toEqual(await of({ seed: 7 }))
  })

  it('make and bill as many as asked, all different', async () => {
    const images = await make(generations, { prompt, model: 'stable-diffusion-xl', size: '512x512', n: 3 })
    expect(new Set(images.data.map(({ b64_json: bytes }) => bytes)).size).toBe(3)
    expect(images.cost).toBe(0.006)
  })

  it('of a model with a fixed count make and bill all', async () => {
    const images = await make(generations, { prompt, model: 'midjourney-8', n: 1 })
    expect(images.data).toHaveLength(4)
    expect(images.cost).toBe(0.1)
  })

  it('come as JPEG from models that do not care what was asked', async () => {
    const bytes = bytesOf(
      await make(generations, { prompt, model: 'flux-schnell', size: '512x512', output_format: 'png' }),
    )
    expect(decodeJpeg(bytes, { useTArray: true })).toMatchObject({ width: 512, height: 512 })
  })

  it('come in the format that was asked for', async () => {
    const body = { prompt, model: 'gpt-image-2', output_format: 'jpg' }
    expect(bytesOf(await make(generations, body)).subarray(0, 2)).toEqual(new Uint8Array([0xff, 0xd8]))
  })

  it('come as signed URLs when asked', async () => {
    const emulator = createEmulator()
    const { data } = await make(generations, { prompt, response_format: 'url' }, emulator)
    expect(data).toEqual([{ url: expect.stringContaining(`${host}/files/`) }])
    const file = await emulator.fetch(data[0]?.url ?? '')
    expect(file.headers.get('content-type')).toBe('image/png')
    expect(decode(await file.bytes())).toMatchObject({ width: 1024, height: 1024 })
  })

  it('are moderated on request', async () => {
    const emulator = createEmulator()
    const fine = await post(emulator, generations, { prompt }, { moderation: 'true' })
    expect(fine.headers.get('x-nanogpt-inline-moderation-flagged')).toBe('false')
    const flagged = await post(emulator, generations, { prompt: '[flagged]' }, { moderation: 'true' })
    expect(flagged.status).toBe(400)
    expect(await flagged.json()).toMatchObject({ error: { code: 'content_policy_violation' } })
  })

  it('take a reply of the test, and cost nothing then', async () => {
    const emulator = createEmulator()
    emulator.replies.next({ json: { data: [] } })
    expect(await make(generations, { prompt }, emulator)).toEqual({ data: [] })
    expect(emulator.account.balance).toBe(100)
  })

  it('need a balance that covers them', async () => {
    const [status, body] = await refused(generations, { prompt }, createEmulator({ balance: 0.01 }))
    expect(status).toBe(402)
    expect(body).toEqual({ error: 'Insufficient balance', requiredBalance: 0.014, status: 402 })
  })
})

describe('image generations are refused', () => {
  const error = (code: string, param: string) => ({ error: expect.objectContaining({ code, param }) })

  it.each<[what: string, body: Json, status: number, answer: Json]>([
    ['without a prompt', { prompt: undefined }, 400, error('missing_required_parameter', 'prompt')],
    ['by an unknown model', { model: 'dall-e-1' }, 404, error('model_not_found', 'model')],
    ['beyond max_images', { n: 5 }, 400, error('invalid_parameter_value', 'n')],
    ['beyond max_images of one', { model: 'recraft-v3', n: 2 }, 400, error('invalid_parameter_value', 'n')],
    ['with no pictures', { n: 0 }, 400, error('invalid_parameter_value', 'n')],
    ['in another size', { size: '100x100' }, 400, error('invalid_parameter_value', 'size')],
    ['with too much strength', { strength: 2 }, 400, error('invalid_parameter_value', 'strength')],
    [
      'with too little guidance',
      { guidance_scale: -1 },
      400,
      error('invalid_parameter_value', 'guidance_scale'),
    ],
    [
      'with too many steps',
      { num_inference_steps: 101 },
      400,
      error('invalid_parameter_value', 'num_inference_steps'),
    ],
    [
      'in another quality',
      { model: 'gpt-image-2', quality: 'best' },
      400,
      error('invalid_parameter_value', 'quality'),
    ],
    [
      'from a picture the model cannot see',
      { imageDataUrl: image },
      400,
      error('image_input_not_supported', 'imageDataUrl'),
    ],
    [
      'from a URL',
      { model: 'flux-kontext', imageDataUrl: 'https://a.example/b.png' },
      400,
      error('invalid_parameter_value', 'imageDataUrl'),
    ],
    [
      'from a broken picture',
      { model: 'flux-kontext', imageDataUrl: dataUrl(redPng.slice(0, 60)) },
      400,
      error('invalid_parameter_value', 'imageDataUrl'),
    ],
    [
      'from too many pictures',
      { model: 'stable-diffusion-xl', imageDataUrls: [image, image] },
      400,
      error('invalid_parameter_value', 'imageDataUrls[0]'),
    ],
    [
      'with a mask the model cannot use',
      { model: 'flux-kontext', imageDataUrl: image, maskDataUrl: image },
      400,
      error('invalid_parameter_value', 'maskDataUrl'),
    ],
    [
      'with a mask of nothing',
      { model: 'gpt-image-2', maskDataUrl: image },
      400,
      error('invalid_parameter_value', 'maskDataUrl'),
    ],
    [
      'with a prompt that is too long',
      { model: 'recraft-v3', prompt: 'a'.repeat(1001) },
      400,
      { error: expect.objectContaining({ code: 'prompt_too_long' }) },
    ],
    [
      'with a prompt that is too long, in other words',
      { model: 'qwen-image-3', prompt: 'a'.repeat(831) },
      400,
      {
        error:
          'Your prompt is too long for Qwen Image 3. Please shorten it to 800 characters or less (current: 831 characters).',
        code: 'prompt_too_long',
      },
    ],
    [
      'with one picture where two are needed',
      { model: 'flux-virtual-try-on', imageDataUrls: [image] },
      400,
      {
        error:
          'FLUX Virtual Try-On requires two input images: upload a person image first, then a garment image.',
      },
    ],
    [
      'when the type is not that of the bytes',
      { model: 'flux-kontext', imageDataUrl: dataUrl(redPng, 'image/jpeg') },
      413,
      { error: expect.stringContaining('dimensions'), code: 'IMAGE_INPUT_TOO_LARGE' },
    ],
    [
      'when a picture is too large',
      { model: 'flux-kontext', imageDataUrl: `data:image/png;base64,${'A'.repeat(4.2 * 1024 * 1024)}` },
      413,
      error('image_input_too_large', 'imageDataUrl'),
    ],
  ])('%s', async (_, body, status, answer) => {
    expect(await refused(generations, { prompt, ...body })).toEqual([status, answer])
  })

  it('by the website’s front when the whole is too large, not in JSON', async () => {
    const urls = [1, 2].map(() => `data:image/png;base64,${'A'.repeat(2.4 * 1024 * 1024)}`)
    const response = await post(createEmulator(), generations, {
      prompt,
      model: 'flux-kontext',
      imageDataUrls: urls,
    })
    expect(response.status).toBe(413)
    expect(response.headers.get('content-type')).toContain('text/plain')
    expect(await response.text()).toContain('FUNCTION_PAYLOAD_TOO_LARGE')
  })

  it('without a key', async () => {
    const response = await createEmulator().fetch(host + generations, { method: 'POST', body: '{}' })
    expect(response.status).toBe(401)
  })
})

describe('normalised images', () => {
  const model = 'flux-kontext'

  it('come in the shape of the others, with the prompt where it was rewritten', async () => {
    const images = await make(normalised, { model: 'gpt-image-2', prompt })
    expect(images).toMatchObject({ cost: 0.042, paymentSource: 'USD' })
    expect(images.data).toEqual([
      { b64_json: expect.any(String), revised_prompt: expect.stringContaining(prompt) },
    ])
    expect((await make(generations, { model: 'gpt-image-2', prompt })).data[0]).not.toHaveProperty(
      'revised_prompt',
    )
  })

  it.each<[body: Json, width: number, height: number]>([
    [{ model: 'hidream', resolution: '1152x896' }, 1152, 896],
    [{ model: 'nano-banana-2-lite', aspect_ratio: '3:2' }, 1280, 832],
    [{ model: 'nano-banana-2-pro', resolution: '2k', aspect_ratio: '9:16' }, 1536, 2752],
    [{ model: 'flux-kontext', aspect_ratio: '9:16' }, 768, 1344],
    [{ model: 'topaz-upscaler', prompt: undefined, input_references: [image] }, 128, 96],
  ])('of %j have %i by %i pixels', async (body, width, height) => {
    expect(await picture(normalised, { prompt, ...body })).toMatchObject({ width, height })
  })

  it.each<[body: Json]>([
    [{ input_references: [image] }],
    [{ input_references: ['https://a.example/b.png'] }],
    [{ input_references: [{ type: 'image_url', image_url: { url: image } }, image] }],
    [{ imageDataUrl: image }],
    [{ imageDataUrls: [image] }],
    [{ image_url: 'https://a.example/b.png' }],
    [{ images: [image] }],
    [{ provider: {} }],
    [{ stream: false }],
  ])('take %#', async body => {
    expect((await make(normalised, { model, prompt, ...body })).data).toHaveLength(1)
  })

  it('count nImages rather than n', async () => {
    expect((await make(normalised, { model, prompt, n: 1, nImages: 3 })).data).toHaveLength(3)
  })

  it.each<[what: string, body: Json, code: string, parameter: string]>([
    ['without a model', { model: undefined }, 'missing_model', 'model'],
    ['without a prompt', { prompt: undefined }, 'missing_required_parameter', 'prompt'],
    ['as a stream', { stream: true }, 'unsupported_stream', 'stream'],
    ['with a provider', { provider: { order: ['fal'] } }, 'unsupported_provider_options', 'provider'],
    [
      'with references that are none',
      { input_references: 'x' },
      'invalid_input_references',
      'input_references',
    ],
    [
      'with a reference on no https',
      { input_references: ['ftp://x'] },
      'invalid_input_references',
      'input_references[0]',
    ],
    [
      'with references twice',
      { input_references: [image], imageDataUrl: image },
      'conflicting_image_inputs',
      'imageDataUrl',
    ],
    [
      'with a ratio the model has not',
      { model: 'hidream', aspect_ratio: '16:9' },
      'invalid_parameter_value',
      'aspect_ratio',
    ],
    ['with too long a prompt', { model: 'recraft-v3', prompt: 'a'.repeat(1001) }, 'prompt_too_long', ''],
  ])('are refused %s', async (_, body, code, parameter) => {
    const [status, answer] = await refused(normalised, { model, prompt, ...body })
    expect(status).toBe(400)
    expect(answer).toEqual({
      error: {
        message: expect.any(String),
        type: 'invalid_request_error',
        code,
        ...(parameter !== '' && { parameter }),
      },
      code,
    })
  })

  it('are refused as a form', async () => {
    const response = await createEmulator().fetch(host + normalised, {
      method: 'POST',
      headers: { authorization: `Bearer ${EMULATOR_API_KEY}` },
      body: new FormData(),
    })
    expect(response.status).toBe(415)
    expect(await response.json()).toMatchObject({ code: 'invalid_content_type' })
  })
})
