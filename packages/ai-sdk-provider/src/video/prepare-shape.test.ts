import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldNamesOf } from './field-names.ts'
import { prepareShape, type Shape } from './prepare-shape.ts'

function shapeOf(modelId: string, shape: Partial<Shape>) {
  const none = { aspectRatio: undefined, duration: undefined, resolution: undefined }
  const { fields, warnings } = prepareShape({ ...none, ...shape }, fieldNamesOf(modelId))
  // What is undefined is not sent.
  return { fields: JSON.parse(JSON.stringify(fields)) as object, warnings: warnings.length }
}

test.each<[modelId: string, shape: Partial<Shape>, fields: object]>([
  ['kling-v25-turbo-pro', { duration: 5, aspectRatio: '9:16' }, { duration: '5', aspect_ratio: '9:16' }],
  ['veo2-video', { duration: 8 }, { duration: '8s' }],
  ['veo3-fast-video', { duration: 8 }, { duration: '8s' }],
  ['veo3-1-video', { duration: 8 }, { duration: '8s' }],
  ['sora-2', { duration: 4, aspectRatio: '16:9' }, { seconds: '4', orientation: 'landscape' }],
  ['sora-2', { resolution: '1024x1792' }, { resolution: '1792x1024', orientation: 'portrait' }],
  ['wan-video-22', { aspectRatio: '9:16' }, { orientation: 'portrait' }],
  ['wan-video-22-5b', { aspectRatio: '9:16' }, { aspect_ratio: '9:16' }],
  ['longstories-movie', { aspectRatio: '9:16' }, { aspectRatio: '9:16' }],
  ['video-upscaler', { resolution: '3840x2160' }, { target_resolution: '4k', aspect_ratio: '16:9' }],
  ['wan-video-22-turbo', { aspectRatio: 'adaptive' }, { aspect_ratio: 'auto' }],
  ['m', { resolution: '1280x720' }, { resolution: '720p', aspect_ratio: '16:9' }],
  ['m', { resolution: '720x1280' }, { resolution: '720p', aspect_ratio: '9:16' }],
  ['m', { resolution: '854x480' }, { resolution: '480p', aspect_ratio: '16:9' }],
  ['m', { resolution: '1080x1080' }, { resolution: '1080p', aspect_ratio: '1:1' }],
  ['m', { resolution: '1920x1080', aspectRatio: '16:9' }, { resolution: '1080p', aspect_ratio: '16:9' }],
  ['m', {}, {}],
])('%s says %j', (modelId, shape, fields) => {
  expect(shapeOf(modelId, shape)).toEqual({ fields, warnings: 0 })
})

test.each<[what: string, modelId: string, shape: Partial<Shape>, fields: object]>([
  ['a size without a word', 'm', { resolution: '1000x1000' }, { resolution: '1000x1000' }],
  ['a square of 1024', 'm', { resolution: '1024x1024' }, { resolution: '1024x1024' }],
  ['a ratio without a name', 'm', { resolution: '1500x720' }, { resolution: '720p' }],
  [
    'a ratio that is not that of the size',
    'm',
    { resolution: '1280x720', aspectRatio: '9:16' },
    { resolution: '720p', aspect_ratio: '9:16' },
  ],
  ['a square where there are two orientations', 'sora-2', { aspectRatio: '1:1' }, {}],
  ['no ratio where there are two orientations', 'sora-2', { aspectRatio: 'adaptive' }, {}],
])('warns of %s', (_, modelId, shape, fields) => {
  expect(shapeOf(modelId, shape)).toEqual({ fields, warnings: 1 })
})

test('any size is sent in some form, with its ratio or with a warning', () => {
  const side = fc.integer({ min: 1, max: 5000 })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const { fields, warnings } = shapeOf('m', { resolution: `${width}x${height}` })
      expect(fields).toHaveProperty('resolution')
      expect('aspect_ratio' in fields).toBe(warnings === 0)
    }),
  )
})
