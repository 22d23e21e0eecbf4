import { APICallError } from '@ai-sdk/provider'
import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'
import { createProviderRegistry, generateImage, type GenerateImageResult } from 'ai'
import { describe, expect, test, vi } from 'vitest'
import {
  createNanoGPT,
  isNanoGPTError,
  type NanoGPTImageCallMetadata,
  type NanoGPTImageModelOptions,
} from '../../src/index.ts'
import { rejectionOf, setUp } from '../harness.ts'

// What the documents say, held against what we send: the emulator refuses what they do not know.

const strict = { emulator: { onUnknownField: 'error' } } as const

/** Width and height of a PNG. */
function sizeOf({ uint8Array }: { uint8Array: Uint8Array }): [number, number] {
  const view = new DataView(uint8Array.buffer, uint8Array.byteOffset)
  return [view.getUint32(16), view.getUint32(20)]
}

function metadataOf(call: GenerateImageResult['calls'][number]): NanoGPTImageCallMetadata {
  const metadata = call.providerMetadata?.nanogpt
  if (metadata === undefined) throw new Error('The call has no metadata.')
  return metadata as NanoGPTImageCallMetadata
}

const options = (nanogpt: NanoGPTImageModelOptions) => ({ providerOptions: { nanogpt: { ...nanogpt } } })

describe('generateImage', () => {
  test('makes an image of the size that was asked for, and tells its price', async () => {
    const { nanogpt, lastRequest } = setUp(strict)
    const { image, calls, warnings } = await generateImage({
      model: nanogpt.imageModel('hidream'),
      prompt: 'An owl at night',
      size: '1344x768',
      seed: 7,
      ...options({ guidanceScale: 5, steps: 20, user: 'u1' }),
    })
    expect(image.mediaType).toBe('image/png')
    expect(sizeOf(image)).toEqual([1344, 768])
    expect(warnings).toEqual([])
    const [metadata] = calls.map(metadataOf)
    expect(metadata?.cost).toMatchObject({ amount: expect.any(Number), currency: 'USD' })
    expect(metadata?.remainingBalance).toBeLessThan(100)
    expect(metadata?.images).toEqual([{ mediaType: 'image/png', cost: metadata?.cost }])
    expect(lastRequest().path).toBe('/api/v1/images/generations')
  })

  test('makes five of a model with a limit of four in two requests', async () => {
    const { nanogpt, emulator } = setUp(strict)
    const model = createProviderRegistry({ nanogpt }).imageModel('nanogpt:nano-banana-2-lite')
    const { images, calls } = await generateImage({
      model,
      prompt: 'An owl',
      n: 5,
      aspectRatio: '16:9',
      ...options({ resolution: '1k' }),
    })
    expect(images).toHaveLength(5)
    expect(emulator.requests.map(({ path, body }) => [path, (body as { n: number }).n])).toEqual([
      ['/api/v1/images', 4],
      ['/api/v1/images', 1],
    ])
    const costs = images.map(({ providerMetadata }) => providerMetadata?.nanogpt?.cost as { amount: number })
    const total = calls.map(call => metadataOf(call).cost)
    const sum = (all: readonly ({ amount: number } | undefined)[]) =>
      all.reduce((amount, cost) => amount + (cost?.amount ?? 0), 0)
    expect(sum(costs)).toBeCloseTo(sum(total), 6)
    expect(sum(costs)).toBeGreaterThan(0)
  })

  test('says so when a model makes, and charges, four', async () => {
    const { nanogpt } = setUp(strict)
    const { images, warnings } = await generateImage({
      model: nanogpt.imageModel('midjourney-8'),
      prompt: 'An owl',
    })
    expect(images).toHaveLength(4)
    expect(warnings).toEqual([{ type: 'other', message: expect.stringContaining('and 4 came') }])
  })

  test('says so when a JPEG came, whatever was asked for', async () => {
    const { nanogpt } = setUp(strict)
    const { image, warnings } = await generateImage({
      model: nanogpt.imageModel('flux-schnell'),
      prompt: 'An owl',
      size: '512x512',
      ...options({ outputFormat: 'png' }),
    })
    expect(image.mediaType).toBe('image/jpeg')
    expect(warnings).toEqual([
      { type: 'other', message: 'The output format png was asked for, and image/jpeg came.' },
    ])
  })

  test('keeps the prompt as it was rewritten', async () => {
    const { nanogpt } = setUp(strict)
    const { image } = await generateImage({
      model: nanogpt.imageModel('gpt-image-2'),
      prompt: 'An owl',
      size: '1024x1024',
      ...options({ quality: 'low' }),
    })
    expect(image.providerMetadata?.nanogpt?.revisedPrompt).toContain('An owl')
  })
})

describe('editing', async () => {
  const { nanogpt } = setUp(strict)
  const { image: owl } = await generateImage({
    model: nanogpt.imageModel('stable-diffusion-xl'),
    prompt: 'An owl',
    size: '512x512',
  })
  const images = [owl.uint8Array]

  test.each([
    ['reference', 'gpt-image-2', { images }, {}, '/api/v1/images'],
    ['mask', 'gpt-image-2', { images, mask: owl.uint8Array }, {}, '/api/v1/images/edits'],
    ['older option', 'stable-diffusion-xl', { images }, { strength: 0.4 }, '/api/v1/images/generations'],
  ])('by %s goes to the endpoint that knows it', async (_, modelId, prompt, ours, path) => {
    const { nanogpt: provider, lastRequest } = setUp(strict)
    const { image } = await generateImage({
      model: provider.imageModel(modelId),
      prompt: { text: 'A barn owl', ...prompt },
      ...options(ours),
    })
    expect(lastRequest()).toMatchObject({ path, status: 200 })
    expect(image.mediaType).toBe('image/png')
    expect(image.base64).not.toBe(owl.base64)
  })

  test('without a text is possible by reference', async () => {
    const { nanogpt: provider, lastBody } = setUp(strict)
    const { image } = await generateImage({
      model: provider.imageModel('topaz-upscaler'),
      prompt: { images: [owl.base64] },
      ...options({ resolution: '2x' }),
    })
    expect(sizeOf(image)).toEqual([1024, 1024])
    expect(lastBody()).not.toHaveProperty('prompt')
  })

  test('a label that is wrong is mended, which NanoGPT would refuse as too large', async () => {
    const { nanogpt: provider } = setUp(strict)
    const { image } = await generateImage({
      model: provider.imageModel('flux-kontext'),
      prompt: { text: 'A barn owl', images: [`data:image/webp;base64,${owl.base64}`] },
    })
    expect(image.mediaType).toBe('image/png')
  })
})

describe('signed URLs', () => {
  const byURL = options({ responseFormat: 'url' })

  test.each([
    ['the same host', undefined],
    ['another host', 'https://files.example.net'],
  ])('of %s are fetched, without the key, which they would refuse', async (_, fileOrigin) => {
    const { nanogpt, emulator } = setUp({
      emulator: { ...strict.emulator, ...(fileOrigin && { fileOrigin }) },
    })
    const { images } = await generateImage({
      model: nanogpt.imageModel('stable-diffusion-xl', { maxImagesPerCall: 2 }),
      prompt: 'An owl',
      n: 2,
      size: '512x512',
      ...byURL,
    })
    expect(images.map(sizeOf)).toEqual([
      [512, 512],
      [512, 512],
    ])
    expect(images[0]?.providerMetadata?.nanogpt?.url).toContain('/files/')
    const downloads = emulator.requests.filter(({ path }) => path.startsWith('/files/'))
    expect(downloads).toHaveLength(2)
    for (const { headers } of downloads) {
      expect(headers).not.toHaveProperty('authorization')
      expect(JSON.stringify(headers)).not.toContain(EMULATOR_API_KEY)
    }
  })

  test('that are dead when they are asked for are an error that buys nothing again', async () => {
    const emulator = createEmulator({ onUnknownField: 'error' })
    const fetch = vi.fn(async (input: RequestInfo | URL, init?: RequestInit) => {
      const response = await emulator.fetch(input, init)
      emulator.clock.advance(2 * 3_600_000)
      return response
    })
    const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch })
    const error = await rejectionOf(
      generateImage({
        model: nanogpt.imageModel('stable-diffusion-xl'),
        prompt: 'An owl',
        size: '512x512',
        ...byURL,
      }),
    )
    expect(isNanoGPTError(error) && error.data).toMatchObject({
      code: 'download_failed',
      details: { url: expect.stringContaining('/files/'), cost: { currency: 'USD' } },
    })
    expect(error).toHaveProperty('message', expect.stringContaining('Request has expired'))
    expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })

  test.each(['end', 'break'] as const)('that are cut off are asked for again (%s)', async how => {
    const { nanogpt, emulator } = setUp(strict)
    emulator.faults.next({ type: 'cut', afterFrames: 0, how }, { path: '/files/*' })
    const { images } = await generateImage({
      model: nanogpt.imageModel('stable-diffusion-xl'),
      prompt: 'An owl',
      size: '512x512',
      ...byURL,
    })
    expect(images.map(sizeOf)).toEqual([[512, 512]])
    expect(emulator.requests.filter(({ method }) => method === 'POST')).toHaveLength(1)
  })
})

describe('refusals', () => {
  test.each([
    ['no balance', { balance: 0 }, 'An owl', {}, 402, undefined],
    ['a prompt that is too long', {}, 'An owl. '.repeat(500), {}, 400, 'prompt_too_long'],
    ['a size that the model has not', {}, 'An owl', { resolution: '16k' }, 400, undefined],
  ] as const)('%s', async (_, emulatorOptions, prompt, ours, status, code) => {
    const { nanogpt, emulator } = setUp({ emulator: { ...strict.emulator, ...emulatorOptions } })
    const error = await rejectionOf(
      generateImage({ model: nanogpt.imageModel('flux-pro/v1.1-ultra'), prompt, ...options(ours) }),
    )
    expect(APICallError.isInstance(error) && error.statusCode).toBe(status)
    expect(isNanoGPTError(error) && (code === undefined || error.data.code === code)).toBe(true)
    expect(emulator.requests).toHaveLength(1)
  })

  test('an input that the website turns away names both ways out', async () => {
    const { nanogpt } = setUp(strict)
    const large = new Uint8Array(5 * 1024 * 1024)
    large.set([0x89, 0x50, 0x4e, 0x47])
    const error = await rejectionOf(
      generateImage({
        model: nanogpt.imageModel('gpt-image-2'),
        prompt: { text: 'An owl', images: [large] },
      }),
    )
    expect(APICallError.isInstance(error) && error.statusCode).toBe(413)
    expect(error).toHaveProperty('message', expect.stringContaining('Send large files as https URLs'))
  })

  test('moderation that flags the prompt, and what it says of one that it lets pass', async () => {
    const { nanogpt, lastRequest } = setUp(strict)
    const model = nanogpt.imageModel('flux-schnell')
    const moderated = { size: '512x512', ...options({ moderation: true }) } as const
    const error = await rejectionOf(generateImage({ model, prompt: 'An owl [flagged]', ...moderated }))
    expect(isNanoGPTError(error) && error.data).toMatchObject({
      code: 'content_policy_violation',
      details: { moderation: { flagged: true } },
    })
    const { calls } = await generateImage({ model, prompt: 'An owl', ...moderated })
    expect(lastRequest().headers.moderation).toBe('true')
    expect(calls[0]?.providerMetadata?.nanogpt).toMatchObject({ moderation: { flagged: false } })
  })
})

test('an image that breaks off on its way is not bought a second time', async () => {
  const { nanogpt, emulator } = setUp(strict)
  emulator.faults.next({ type: 'cut', afterFrames: 0, how: 'break' })
  const error = await rejectionOf(generateImage({ model: nanogpt.imageModel('hidream'), prompt: 'An owl' }))
  expect(isNanoGPTError(error) && error.data.code).toBe('outcome_unknown')
  expect(emulator.requests).toHaveLength(1)
})
