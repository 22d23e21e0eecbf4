import { isAbortError } from '@ai-sdk/provider-utils'
import { generateImage } from 'ai'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rejectionOf } from '../harness.ts'
import { answerOf, callOf, fakeNanoGPT, JPEG, PNG } from './fake-nanogpt.ts'

/** A PNG by its first bytes, and large enough to be decoded while it arrives. */
function largeImage(byteCount = 70_000): Uint8Array {
  const bytes = Uint8Array.from({ length: byteCount }, (_, index) => (index * 7919 + (index >> 8)) % 256)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return bytes
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
}

/** An answer that arrives in pieces of these lengths, again and again. */
function inPieces(body: string, lengths: readonly number[], after?: (end: () => void) => void): Response {
  const bytes = new TextEncoder().encode(body)
  let [start, turn] = [0, 0]
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (start >= bytes.length) return after ? after(() => controller.close()) : controller.close()
      const length = lengths[turn++ % lengths.length] ?? 1
      controller.enqueue(bytes.slice(start, start + length))
      start += length
      return undefined
    },
  })
  return new Response(stream as BodyInit, { headers: { 'content-type': 'application/json' } })
}

const bodyOf = (data: unknown) =>
  JSON.stringify({ created: 1778155200, data, cost: 0.04, paymentSource: 'USD' })

describe('a large image in base64', () => {
  test('comes as bytes, with what is known of it, and as base64 where that is wanted', async () => {
    const bytes = largeImage()
    const { model } = fakeNanoGPT({
      post: () => answerOf([{ b64_json: base64Of(bytes), revised_prompt: 'Owl' }]),
    })
    const { image, providerMetadata } = await generateImage({ model, prompt: 'An owl' })
    expect(image.uint8Array).toEqual(bytes)
    expect(image.base64).toBe(base64Of(bytes))
    expect(image.mediaType).toBe('image/png')
    expect(providerMetadata.nanogpt).toMatchObject({
      images: [{ mediaType: 'image/png', revisedPrompt: 'Owl', cost: { amount: 0.04 } }],
    })
  })

  test('is the same, however its answer is cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 65_500, max: 66_000 }),
        fc.array(fc.integer({ min: 1, max: 30_000 }), { minLength: 1, maxLength: 4 }),
        async (byteCount, lengths) => {
          const bytes = largeImage(byteCount)
          // Pieces of a few bytes only would take minutes.
          const pieces = [...lengths, 20_000]
          const post = () => inPieces(bodyOf([{ b64_json: base64Of(bytes) }]), pieces)
          const { image } = await generateImage({ model: fakeNanoGPT({ post }).model, prompt: 'An owl' })
          expect(base64Of(image.uint8Array)).toBe(base64Of(bytes))
        },
      ),
      { numRuns: 30 },
    )
  })

  test('stands beside small ones', async () => {
    const bytes = largeImage()
    const data = [{ b64_json: PNG }, { b64_json: base64Of(bytes) }, { b64_json: JPEG }]
    const { model } = fakeNanoGPT({ post: () => answerOf(data) })
    const { images } = await generateImage({ model, prompt: 'An owl', n: 3, maxImagesPerCall: 3 })
    expect(images.map(image => image.mediaType)).toEqual(['image/png', 'image/png', 'image/jpeg'])
    expect(images.map(image => image.base64)).toEqual([PNG, base64Of(bytes), JPEG])
  })

  test('that is broken is named, and was paid', async () => {
    const broken = `${base64Of(largeImage())}!`
    const { model, posts } = fakeNanoGPT({ post: () => answerOf([{ b64_json: broken }]) })
    const error = await rejectionOf(generateImage({ model, prompt: 'An owl' }))
    expect(error).toMatchObject({ isRetryable: false, message: expect.stringContaining('base64 is broken') })
    expect(posts()).toHaveLength(1)
  })

  test('is not quoted by an error that came with it', async () => {
    const body = {
      error: { message: 'Too late', type: 'api_error' },
      data: [{ b64_json: base64Of(largeImage()) }],
    }
    const { model } = fakeNanoGPT({ post: () => Response.json(body) })
    const error = await rejectionOf(model.doGenerate(callOf()))
    expect(error).toMatchObject({ message: expect.stringContaining('Too late') })
    expect(JSON.stringify(error).length).toBeLessThan(2000)
  })

  test.each([
    ['ends early', bodyOf([{ b64_json: base64Of(largeImage()) }]).slice(0, 80_000)],
    ['is a list', JSON.stringify([{ b64_json: base64Of(largeImage()) }])],
    ['is a page', '<html><title>Oops</title></html>'],
  ])('whose answer %s is no image, and not retried', async (_what, body) => {
    const { model, posts } = fakeNanoGPT({ post: () => inPieces(body, [10_000]) })
    const error = await rejectionOf(generateImage({ model, prompt: 'An owl' }))
    expect(error).toMatchObject({ isRetryable: false, data: { code: 'unreadable_response' } })
    expect(posts()).toHaveLength(1)
  })

  test('is not waited for after an abort', async () => {
    const abort = new AbortController()
    const post = () =>
      inPieces(bodyOf([{ b64_json: base64Of(largeImage()) }]).slice(0, 80_000), [40_000], () => abort.abort())
    const error = await rejectionOf(
      fakeNanoGPT({ post }).model.doGenerate(callOf({ abortSignal: abort.signal })),
    )
    expect(isAbortError(error)).toBe(true)
  })
})
