import { InvalidArgumentError } from '@ai-sdk/provider'
import { convertBase64ToUint8Array } from '@ai-sdk/provider-utils'
import { describe, expect, test } from 'vitest'
import { rejectionOf } from '../harness.ts'
import { callOf, callWith, fakeNanoGPT, fileAt, fileOf, imageFile, JPEG, PNG } from './fake-nanogpt.ts'

const png = `data:image/png;base64,${PNG}`

describe('the route /images', () => {
  test('takes a prompt alone', async () => {
    const { model, lastPost } = fakeNanoGPT({})
    const { warnings } = await model.doGenerate(callOf())
    expect(lastPost().url).toBe('https://nano-gpt.com/api/v1/images')
    expect(lastPost().body).toEqual({ model: 'any-model', prompt: 'An owl', n: 1 })
    expect(warnings).toEqual([])
  })

  test('takes everything that the call and its options say', async () => {
    const { model, lastPost } = fakeNanoGPT({})
    const { warnings } = await model.doGenerate(
      callWith(
        {
          resolution: '2k',
          quality: 'low',
          renderingSpeed: 'TURBO',
          outputFormat: 'png',
          negativePrompt: 'text',
          extraBody: { style: 'ink', nothing: undefined },
        },
        { aspectRatio: '16:9', seed: 7, headers: { 'x-team': 'a' } },
      ),
    )
    expect(lastPost().body).toEqual({
      model: 'any-model',
      prompt: 'An owl',
      n: 1,
      resolution: '2k',
      aspect_ratio: '16:9',
      seed: 7,
      quality: 'low',
      rendering_speed: 'TURBO',
      output_format: 'png',
      negative_prompt: 'text',
      style: 'ink',
    })
    expect(lastPost().headers.get('x-team')).toBe('a')
    expect(warnings).toEqual([])
  })

  test('takes references by URL as they are, and data by what its bytes say', async () => {
    const { model, lastPost, downloads } = fakeNanoGPT({})
    await model.doGenerate(
      callOf({
        prompt: undefined,
        files: [
          fileAt('https://example.com/cat.png?a=1'),
          fileOf(convertBase64ToUint8Array(JPEG), 'image/png'),
          fileOf(PNG, 'image/*'),
          fileOf(`data:image/jpeg;base64,${PNG}`),
          fileAt(png),
        ],
      }),
    )
    expect(lastPost().body).toEqual({
      model: 'any-model',
      n: 1,
      input_references: ['https://example.com/cat.png?a=1', `data:image/jpeg;base64,${JPEG}`, png, png, png],
    })
    expect(downloads()).toEqual([])
  })

  test('takes https only, so what stands at an http URL is fetched', async () => {
    const { model, lastPost, downloads } = fakeNanoGPT({
      files: { 'http://example.com/cat.png': () => imageFile(JPEG) },
    })
    await model.doGenerate(callOf({ files: [fileAt('http://example.com/cat.png')] }))
    expect(lastPost().body.input_references).toEqual([`data:image/jpeg;base64,${JPEG}`])
    expect(downloads()[0]?.headers.has('authorization')).toBe(false)
  })

  test('is of the plain family, whatever the base URL names', async () => {
    const baseURL = 'https://nano-gpt.com/api/subscription/v1'
    const { model, lastPost } = fakeNanoGPT({ baseURL })
    const { warnings } = await model.doGenerate(callOf())
    expect(lastPost().url).toBe('https://nano-gpt.com/api/v1/images')
    expect(warnings).toEqual([{ type: 'other', message: expect.stringContaining('charged to the balance') }])
  })
})

describe('sizes', () => {
  test.each([
    ['a size', { size: '1024x768' }, {}, { resolution: '1024x768' }, 0],
    ['a ratio', { aspectRatio: '3:2' }, {}, { aspect_ratio: '3:2' }, 0],
    ['both', { size: '1024x768', aspectRatio: '3:2' }, {}, { resolution: '1024x768' }, 1],
    ['a resolution before a size', { size: '1024x768' }, { resolution: 'auto' }, { resolution: 'auto' }, 0],
    [
      'a class and a ratio',
      { aspectRatio: '3:2' },
      { resolution: '1k' },
      { resolution: '1k', aspect_ratio: '3:2' },
      0,
    ],
    [
      'a ratio of the options first',
      { aspectRatio: '3:2' },
      { aspectRatio: 'auto' },
      { aspect_ratio: 'auto' },
      0,
    ],
    [
      'size and ratio of the options',
      {},
      { resolution: '512x512', aspectRatio: '1:1' },
      { resolution: '512x512' },
      1,
    ],
  ] as const)('%s', async (_, more, options, fields, count) => {
    const { model, lastPost } = fakeNanoGPT({})
    const { warnings } = await model.doGenerate(callWith(options, more))
    expect(lastPost().body).toEqual({ model: 'any-model', prompt: 'An owl', n: 1, ...fields })
    expect(warnings).toHaveLength(count)
    expect(
      warnings.every(warning => warning.type === 'unsupported' && warning.feature === 'aspectRatio'),
    ).toBe(true)
  })

  test('the warning says which was sent', async () => {
    const { model } = fakeNanoGPT({})
    const { warnings } = await model.doGenerate(callOf({ size: '1024x768', aspectRatio: '3:2' }))
    expect(warnings).toEqual([
      {
        type: 'unsupported',
        feature: 'aspectRatio',
        details: 'The size 1024x768 already says the shape, so 3:2 was not sent. Pass one of the two.',
      },
    ])
  })
})

describe('the older routes', () => {
  test.each([
    ['strength', 0.5, 'strength'],
    ['guidanceScale', 3, 'guidance_scale'],
    ['steps', 20, 'num_inference_steps'],
    ['kontextMaxMode', true, 'kontext_max_mode'],
    ['responseFormat', 'url', 'response_format'],
    ['user', 'user-1', 'user'],
  ])('generations is taken for %s', async (option, value, field) => {
    const { model, lastPost } = fakeNanoGPT({})
    const { warnings } = await model.doGenerate(callWith({ [option]: value }, { size: '512x512', seed: 1 }))
    expect(lastPost().url).toBe('https://nano-gpt.com/api/v1/images/generations')
    expect(lastPost().body).toEqual({
      model: 'any-model',
      prompt: 'An owl',
      n: 1,
      size: '512x512',
      seed: 1,
      [field]: value,
    })
    expect(warnings).toEqual([])
  })

  test('edits is taken for a mask', async () => {
    const { model, lastPost } = fakeNanoGPT({})
    await model.doGenerate(
      callWith({ quality: 'low' }, { files: [fileOf(PNG)], mask: fileOf(PNG, 'image/jpeg'), n: 2 }),
    )
    expect(lastPost().url).toBe('https://nano-gpt.com/api/v1/images/edits')
    expect(lastPost().body).toEqual({
      model: 'any-model',
      prompt: 'An owl',
      n: 2,
      quality: 'low',
      imageDataUrl: png,
      maskDataUrl: png,
    })
  })

  test('take several images in a list, and those at a URL are fetched, without the key', async () => {
    const { model, lastPost, downloads } = fakeNanoGPT({
      files: {
        'https://example.com/cat': () => imageFile(JPEG),
        'https://example.com/mask': () => imageFile(PNG, { 'content-type': 'image/jpeg' }),
      },
    })
    await model.doGenerate(
      callOf({
        files: [fileAt('https://example.com/cat'), fileOf(PNG)],
        mask: fileAt('https://example.com/mask'),
      }),
    )
    expect(lastPost().body).toMatchObject({
      imageDataUrls: [`data:image/jpeg;base64,${JPEG}`, png],
      maskDataUrl: png,
    })
    expect(downloads()).toHaveLength(2)
    for (const { headers } of downloads()) {
      expect(headers.has('authorization')).toBe(false)
      expect(headers.has('x-api-key')).toBe(false)
    }
  })

  test('are chosen by the option route, and so is the newer one', async () => {
    const { model, lastPost } = fakeNanoGPT({})
    await model.doGenerate(callWith({ route: 'generations' }))
    expect(lastPost().url).toMatch(/\/images\/generations$/)
    await model.doGenerate(callWith({ route: 'edits' }, { files: [fileOf(PNG)] }))
    expect(lastPost().url).toMatch(/\/images\/edits$/)
    await model.doGenerate(callWith({ route: 'images', strength: 0.5 }, { files: [fileOf(PNG)] }))
    expect(lastPost().url).toMatch(/\/images$/)
    expect(lastPost().body).toMatchObject({ strength: 0.5, input_references: [png] })
  })

  test.each([
    ['generations', { aspectRatio: '3:2' }, {}, 'aspectRatio', 'aspect_ratio'],
    ['edits', { aspectRatio: '3:2' }, {}, 'aspectRatio', 'aspect_ratio'],
    ['images', {}, { user: 'u' }, 'user', 'user'],
    ['images', {}, { responseFormat: 'url' }, 'responseFormat', 'response_format'],
  ] as const)('%s: what it has no field for is a warning', async (route, more, options, feature, field) => {
    const { model, lastPost } = fakeNanoGPT({})
    const call = callWith({ route, ...options }, { files: [fileOf(PNG)], ...more })
    const { warnings } = await model.doGenerate(call)
    expect(lastPost().body).not.toHaveProperty(field)
    expect(warnings).toEqual([
      { type: 'unsupported', feature, details: expect.stringContaining('has no field for it') },
    ])
  })
})

describe('headers', () => {
  test.each([
    ['moderation', { moderation: true }, {}, 'moderation', 'true'],
    ['a model of moderation', { moderation: 'llama-guard' }, {}, 'moderation', 'llama-guard'],
    ['no moderation', { moderation: false }, {}, 'moderation', 'false'],
    ['paygo', { billingMode: 'paygo' }, {}, 'x-billing-mode', 'paygo'],
    ['paygo of the provider', {}, { billing: 'paygo' }, 'x-billing-mode', 'paygo'],
    ['another billing for a call', { billingMode: 'auto' }, { billing: 'paygo' }, 'x-billing-mode', null],
    ['nothing', {}, {}, 'moderation', null],
  ] as const)('%s', async (_, options, settings, name, value) => {
    const { model, lastPost } = fakeNanoGPT({ settings })
    await model.doGenerate(callWith(options))
    expect(lastPost().headers.get(name)).toBe(value)
  })

  test.each([
    ['the setting', {}, { billing: 'subscription' }, 1],
    ['the option', { billingMode: 'subscription' }, {}, 1],
    ['the option over the setting', { billingMode: 'auto' }, { billing: 'subscription' }, 0],
  ] as const)(
    'a subscription by %s is a warning, since it may not pay',
    async (_, options, settings, count) => {
      const { model } = fakeNanoGPT({ settings })
      const { warnings } = await model.doGenerate(callWith(options))
      expect(warnings).toHaveLength(count)
    },
  )

  test('options are read under the name of the provider too', async () => {
    const { model, lastPost } = fakeNanoGPT({ settings: { providerName: 'my-nano' } })
    expect(model.provider).toBe('my-nano.image')
    await model.doGenerate(callOf({ providerOptions: { myNano: { quality: 'high' } } }))
    expect(lastPost().body).toHaveProperty('quality', 'high')
  })
})

describe('before anything is sent', () => {
  const large = new Uint8Array(4 * 1024 * 1024)
  large.set(convertBase64ToUint8Array(PNG))

  test.each([
    ['an unknown option', callWith({ qualty: 'low' }), "Did you mean 'quality'?"],
    ['a strength above 1', callWith({ strength: 1.5 }), 'strength'],
    ['half a step', callWith({ steps: 1.5 }), 'steps'],
    ['101 steps', callWith({ steps: 101 }), 'steps'],
    ['a guidance above 20', callWith({ guidanceScale: 21 }), 'guidanceScale'],
    ['another format', callWith({ outputFormat: 'gif' }), 'outputFormat'],
    ['another route', callWith({ route: 'upscale' }), 'route'],
    ['half an image', callOf({ n: 0.5 }), 'n must be a whole number'],
    ['no image', callOf({ n: 0 }), 'n must be a whole number'],
    ['a seed that JSON cannot carry', callOf({ seed: Number.NaN }), 'seed must be a number'],
    ['another model in the body', callWith({ extraBody: { model: 'm' } }), "must not contain 'model'"],
    ['nothing to do', callOf({ prompt: undefined }), 'nothing to make an image of'],
    ['a blank prompt', callOf({ prompt: ' ' }), 'nothing to make an image of'],
    [
      'an edit without words',
      callOf({ prompt: undefined, files: [fileOf(PNG)], mask: fileOf(PNG) }),
      'prompt.text',
    ],
    ['a mask without an image', callOf({ mask: fileOf(PNG) }), 'pass the image in prompt.images'],
    [
      'a mask for /images',
      callWith({ route: 'images' }, { files: [fileOf(PNG)], mask: fileOf(PNG) }),
      'takes no mask',
    ],
    ['an edit of nothing', callWith({ route: 'edits' }), 'needs an image'],
    ['an empty image', callOf({ files: [fileOf(new Uint8Array())] }), 'prompt.images[0] is empty'],
    [
      'a text that is no base64',
      callOf({ files: [fileOf('An owl!')] }),
      'prompt.images[0] is a text that is not base64',
    ],
    [
      'a PDF',
      callOf({ files: [fileOf('JVBERi0xLjcK', 'application/pdf')] }),
      'is no image that is known, but application/pdf',
    ],
    [
      'sound that the SDK calls an image',
      callOf({ files: [fileOf(btoa('RIFF....WAVEfmt '), 'image/png')] }),
      'is no image that is known, but audio/wav',
    ],
    ['bytes of nothing known', callOf({ files: [fileOf('AAAA', 'image/*')] }), 'is no image that is known'],
    ['another scheme', callOf({ files: [fileAt('file:///cat.png')] }), 'prompt.images[0] must be bytes'],
    [
      'an image that is too large for the route',
      callWith({ strength: 0.5 }, { files: [fileOf(PNG), fileOf(large)] }),
      'prompt.images[1] takes 5.3 MB as base64',
    ],
    [
      'a mask that is too large',
      callOf({ files: [fileOf(PNG)], mask: fileOf(large) }),
      'prompt.mask takes 5.3 MB',
    ],
  ])('%s is refused', async (_, call, message) => {
    const { model, seen } = fakeNanoGPT({})
    const error = await rejectionOf(model.doGenerate(call))
    expect(InvalidArgumentError.isInstance(error)).toBe(true)
    expect(error).toHaveProperty('message', expect.stringContaining(message))
    expect(seen).toEqual([])
  })

  test('/images takes the large one, whose limit is for the server to say', async () => {
    const { model, posts } = fakeNanoGPT({})
    await model.doGenerate(callOf({ files: [fileOf(large)] }))
    expect(posts()).toHaveLength(1)
  })
})
