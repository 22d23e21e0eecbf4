import { decode } from 'fast-png'
import { describe, expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY } from '../src/index.ts'
import { host, type Json } from './ask.ts'
import {
  bytesOf,
  edits,
  generations,
  image,
  make,
  picture,
  pixel,
  prompt,
  refused,
  type Images,
} from './make-images.ts'
import { dataUrl, drawPng, redPng } from './pictures.ts'

describe('image edits', () => {
  const left = (x: number): boolean => x < 32
  const key = { authorization: `Bearer ${EMULATOR_API_KEY}` }

  function form(fields: Record<string, string | Blob>): FormData {
    const made = new FormData()
    for (const [name, value] of Object.entries(fields)) made.append(name, value)
    return made
  }

  function send(body: FormData | string, emulator = createEmulator(), headers = {}): Promise<Response> {
    return emulator.fetch(host + edits, { method: 'POST', headers: { ...key, ...headers }, body })
  }

  it('look like what they are made from', async () => {
    const [red, green, blue] = pixel(
      await picture(edits, { prompt, model: 'flux-kontext', imageDataUrl: image, strength: 0.1 }),
      10,
      10,
    )
    expect(red).toBeGreaterThan(190)
    expect(green).toBeLessThan(60)
    expect(blue).toBeLessThan(60)
  })

  it.each([
    ['white', drawPng(64, 48, x => (left(x) ? [255, 255, 255] : [0, 0, 0]))],
    ['transparent', drawPng(64, 48, x => (left(x) ? [0, 0, 0, 0] : [0, 0, 0, 255]))],
  ])('change only where the mask is %s', async (_, mask) => {
    const edited = await picture(edits, {
      prompt,
      model: 'gpt-image-2',
      imageDataUrl: image,
      maskDataUrl: dataUrl(mask),
    })
    const isUntouched = (x: number): boolean => pixel(edited, x, 20).join() === '220,30,30'
    expect(isUntouched(50)).toBe(true)
    expect(isUntouched(10)).toBe(false)
  })

  it('merge several pictures', async () => {
    const blue = dataUrl(drawPng(64, 48, () => [20, 20, 230]))
    const merged = await picture(edits, {
      prompt,
      model: 'qwen-image-3',
      imageDataUrls: [image, blue],
      size: '1024x1024',
      strength: 0,
    })
    expect([pixel(merged, 100, 100), pixel(merged, 900, 100)]).toEqual([
      [220, 30, 30],
      [20, 20, 230],
    ])
  })

  it.each(['/v1/images/edits', '/v1/images/edit', '/api/v1/images/edit'])('are also at %s', async path => {
    expect(await picture(path, { prompt, imageDataUrl: image })).toMatchObject({ width: 64, height: 48 })
  })

  it('take a form with files', async () => {
    const emulator = createEmulator()
    const response = await send(
      form({
        prompt,
        model: 'gpt-image-2',
        n: '2',
        size: '1024x1024',
        image: new File([redPng], 'red.png', { type: 'image/png' }),
        mask: new File([drawPng(8, 8, () => [0, 0, 0])], 'mask.png', { type: 'image/png' }),
      }),
      emulator,
    )
    const images = (await response.json()) as Images
    expect(images.data).toHaveLength(2)
    // Nothing of the mask is white, so nothing changes.
    expect(pixel(decode(bytesOf(images)), 500, 500)).toEqual([220, 30, 30])
    expect(emulator.unknownFields).toEqual([])
    expect(emulator.requests[0]?.body).toEqual({
      prompt,
      model: 'gpt-image-2',
      n: '2',
      size: '1024x1024',
      image: { name: 'red.png', type: 'image/png', size: redPng.length },
      mask: { name: 'mask.png', type: 'image/png', size: expect.any(Number) },
    })
  })

  it('take a form with several files, and with data URLs', async () => {
    const body = form({ prompt, model: 'qwen-image-3', 'image[]': new Blob([redPng]) })
    body.append('image[]', image)
    expect((await send(body)).status).toBe(200)
  })

  it('take the address of a picture, also one of their own', async () => {
    const emulator = createEmulator()
    const { data } = await make(generations, { prompt, size: '1344x768', response_format: 'url' }, emulator)
    const response = await send(form({ prompt, image: data[0]?.url ?? '' }), emulator)
    const edited = decode(bytesOf((await response.json()) as Images))
    expect(edited).toMatchObject({ width: 1344, height: 768 })
    expect((await send(form({ prompt, image: 'https://a.example/b.png' }))).status).toBe(200)
  })

  it.each<[what: string, body: Json, code: string]>([
    ['without a picture', {}, 'missing_image_input'],
    ['with pictures under another name', { images: [{ url: image }] }, 'missing_image_input'],
    ['without a prompt', { prompt: undefined, imageDataUrl: image }, 'missing_required_parameter'],
    ['by a model that sees none', { model: 'hidream', imageDataUrl: image }, 'image_input_not_supported'],
  ])('are refused %s', async (_, body, code) => {
    expect(await refused(edits, { prompt, ...body })).toEqual([
      400,
      { error: expect.objectContaining({ code }) },
    ])
  })

  it.each<[what: string, body: () => FormData | string, headers: Json, status: number, code: string]>([
    ['without a picture', () => form({ prompt }), {}, 400, 'missing_image_input'],
    [
      'with a number that is none',
      () => form({ prompt, n: 'two', image: new Blob([redPng]) }),
      {},
      400,
      'invalid_parameter_value',
    ],
    [
      'with a file that is no picture',
      () => form({ prompt, image: new Blob(['hello']) }),
      {},
      400,
      'invalid_parameter_value',
    ],
    [
      'with a GIF',
      () => form({ prompt, image: new Blob(['GIF89a'], { type: 'image/gif' }) }),
      {},
      400,
      'invalid_parameter_value',
    ],
    [
      'with a file that is too large',
      () => form({ prompt, image: new Blob([new Uint8Array(4.2 * 1024 * 1024)], { type: 'image/png' }) }),
      {},
      413,
      'image_input_too_large',
    ],
    [
      'when it is broken',
      () => 'no form',
      { 'content-type': 'multipart/form-data; boundary=x' },
      400,
      'invalid_multipart_body',
    ],
  ])('refuse a form %s', async (_, body, headers, status, code) => {
    const response = await send(body(), createEmulator(), headers)
    expect([response.status, await response.json()]).toEqual([
      status,
      { error: expect.objectContaining({ code }) },
    ])
  })
})
