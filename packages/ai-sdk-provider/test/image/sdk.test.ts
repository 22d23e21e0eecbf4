import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { generateImage } from 'ai'
import { describe, expect, test } from 'vitest'
import { NanoGPTImageModel } from '../../src/image/image-model.ts'
import { answerOf, fakeNanoGPT, KEY, PNG } from './fake-nanogpt.ts'

const asMany = ({ body }: { body: Record<string, unknown> }) =>
  answerOf(Array.from({ length: Number(body.n) }, () => ({ b64_json: PNG })))

describe('generateImage', () => {
  test.each([
    ['gpt-image-2', {}, [4, 1]],
    ['GPT-Image-2', {}, [4, 1]],
    ['higgsfield-soul', {}, [4, 1]],
    ['midjourney/text-to-image', {}, [4, 1]],
    ['any-model', {}, [1, 1, 1, 1, 1]],
    ['any-model', { maxImagesPerCall: 10 }, [5]],
    ['gpt-image-2', { maxImagesPerCall: 2 }, [2, 2, 1]],
    ['constructor', {}, [1, 1, 1, 1, 1]],
  ])('asks %s with %o for five images in requests of %o', async (modelId, settings, counts) => {
    const { model, posts } = fakeNanoGPT({ modelId, settings, post: asMany })
    const { images, warnings, calls } = await generateImage({ model, prompt: 'An owl', n: 5 })
    expect(posts().map(({ body }) => body.n)).toEqual(counts)
    expect(images).toHaveLength(5)
    expect(images.map(({ mediaType }) => mediaType)).toEqual(Array.from({ length: 5 }, () => 'image/png'))
    expect(images[4]?.providerMetadata?.nanogpt).toMatchObject({ mediaType: 'image/png' })
    expect(calls.map(({ providerMetadata }) => providerMetadata?.nanogpt?.images.length)).toEqual(counts)
    expect(warnings).toEqual([])
  })

  test('hands on all images of a model that makes four', async () => {
    const post = () => answerOf(Array.from({ length: 4 }, () => ({ b64_json: PNG })))
    const { model } = fakeNanoGPT({ modelId: 'midjourney/text-to-image', post })
    const { images, warnings } = await generateImage({ model, prompt: 'An owl' })
    expect(images).toHaveLength(4)
    expect(warnings).toHaveLength(1)
  })

  test('edits with a mask, from whatever the SDK takes', async () => {
    const { model, lastPost } = fakeNanoGPT({ modelId: 'gpt-image-2' })
    const { image } = await generateImage({
      model,
      prompt: { text: 'Remove the background', images: [`data:image/png;base64,${PNG}`], mask: PNG },
    })
    expect(image.base64).toBe(PNG)
    expect(lastPost().url).toMatch(/\/images\/edits$/)
    expect(lastPost().body).toMatchObject({
      imageDataUrl: `data:image/png;base64,${PNG}`,
      maskDataUrl: `data:image/png;base64,${PNG}`,
    })
  })
})

describe('what is known of a model', () => {
  test.each([
    ['gpt-image-2', 4, true, true],
    ['openai/gpt-image-2.5/flare/text-to-image', 4, true, false],
    ['any-model', undefined, undefined, undefined],
  ])('%s', (modelId, maximum, files, masks) => {
    const { model } = fakeNanoGPT({ modelId })
    expect(model.maxImagesPerCall).toBe(maximum)
    expect(model.supportsFileInputs).toBe(files)
    expect(model.supportsMaskInputs).toBe(masks)
  })

  test.each([0, -1, 1.5, Number.NaN])('a maximum of %d is refused', maxImagesPerCall => {
    expect(() => fakeNanoGPT({ settings: { maxImagesPerCall } })).toThrow(
      'maxImagesPerCall must be a whole number from 1 on',
    )
  })
})

test('a model survives serialisation, with its maximum and without the key', () => {
  const { model } = fakeNanoGPT({ settings: { maxImagesPerCall: 3, billing: 'paygo' } })
  const serialized = JSON.stringify(NanoGPTImageModel[WORKFLOW_SERIALIZE](model))
  expect(serialized).not.toContain(KEY)
  const revived = NanoGPTImageModel[WORKFLOW_DESERIALIZE](JSON.parse(serialized))
  expect(revived).toMatchObject({ modelId: 'any-model', provider: 'nanogpt.image', maxImagesPerCall: 3 })
})
