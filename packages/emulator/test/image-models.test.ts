import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { host, type Json } from './ask.ts'

describe('the image catalogues', () => {
  const get = async (path: string): Promise<Json> =>
    (await (await createEmulator({ clock: 'manual' }).fetch(host + path)).json()) as Json
  const list = async (path: string): Promise<Json[]> => (await get(path))['data'] as Json[]

  it('describe models with sizes, limits and prices, and need no key', async () => {
    const models = await list('/api/v1/image-models')
    expect(models.find(({ id }) => id === 'midjourney-8')).toMatchObject({
      object: 'model',
      pricing: { per_image: { auto: 0.025 }, currency: 'USD' },
      supported_parameters: { max_images: 4, fixed_image_count: 4, resolutions: ['1:1', '16:9', '9:16'] },
    })
    expect(models.find(({ id }) => id === 'stable-diffusion-xl')).toMatchObject({
      architecture: { modality: 'text+image->image' },
      pricing: { per_image: { '1024*1024': 0.004 } },
      capabilities: { image_generation: true, image_to_image: true, inpainting: false, nsfw: true },
    })
    expect(new Set(models.map(model => (model['supported_parameters'] as Json)['max_images']))).toContain(10)
  })

  it('leave the details out when asked', async () => {
    const [first = {}] = await list('/api/v1/image-models?detailed=false')
    expect(Object.keys(first)).toEqual(['id', 'object', 'created', 'owned_by'])
  })

  it('name the parameters of the normalised endpoint', async () => {
    const body = await get('/api/v1/images/models')
    expect(body['meta']).toEqual({ count: 16, generated_at: '2026-11-01T00:00:00.000Z' })
    const models = body['data'] as Json[]
    expect(models.find(({ id }) => id === 'ideogram-v3')).toMatchObject({
      supports_streaming: false,
      endpoints: '/api/v1/images/models/ideogram-v3/endpoints',
      supported_parameters: {
        resolution: { type: 'enum', values: ['1024x1024'], default: '1024x1024' },
        aspect_ratio: { type: 'enum', values: ['1:1', '16:9', '9:16'] },
        n: { type: 'range', min: 1, max: 8 },
        rendering_speed: { type: 'enum', values: ['TURBO', 'DEFAULT', 'QUALITY'] },
      },
    })
  })

  it.each(['flux-lora/inpainting', 'flux-lora%2Finpainting', 'hidream'])('have endpoints of %s', async id => {
    expect(await get(`/api/v1/images/models/${id}/endpoints`)).toMatchObject({
      id: decodeURIComponent(id),
      endpoints: [{ provider_tag: null, pricing: expect.any(Array) }],
    })
  })

  it('lead from each model to its endpoints', async () => {
    const paths = (await list('/v1/images/models')).map(model => String(model['endpoints']))
    const found = await Promise.all(paths.map(async path => (await get(path))['endpoints']))
    expect(found.every(Array.isArray)).toBe(true)
  })

  it('do not know every model', async () => {
    const response = await createEmulator().fetch(`${host}/api/v1/images/models/a/b/endpoints`)
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ code: 'model_not_found' })
  })
})
