import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readParameters, textsOf } from './read-parameters.ts'

test.each<[list: string, supported: unknown, expected: object]>([
  [
    'image-models',
    { resolutions: ['auto', '1024x1024'], max_images: 4, fixed_image_count: null },
    { resolutions: { values: ['auto', '1024x1024'] }, max_images: { value: 4 }, fixed_image_count: {} },
  ],
  [
    'images/models',
    {
      resolution: { type: 'enum', values: ['1k', '2k'], default: '1k' },
      n: { type: 'range', min: 1, max: 4, default: 1 },
      seed: { type: 'range', min: 0, max: 100 },
    },
    {
      resolution: { values: ['1k', '2k'], default: '1k' },
      n: { min: 1, max: 4, default: 1 },
      seed: { min: 0, max: 100 },
    },
  ],
  [
    'video-models',
    {
      parameters: {
        duration: {
          type: 'select',
          label: 'Duration',
          options: [{ value: '5', label: '5 seconds' }, { value: '10' }],
        },
        seed: { type: 'number', label: 'Seed' },
      },
      defaults: { duration: '5' },
    },
    { duration: { values: ['5', '10'], default: '5', label: 'Duration' }, seed: { label: 'Seed' } },
  ],
  [
    'audio-models',
    { voices: ['alloy', { id: 'ash', name: 'Ash' }], streaming: true, min_duration: 10 },
    { voices: { values: ['alloy', 'ash'] }, streaming: { value: true }, min_duration: { value: 10 } },
  ],
  ['names alone', ['temperature', 'tools', 7], { temperature: {}, tools: {} }],
  ['nothing', null, {}],
  ['text', 'all', {}],
])('the parameters of %s', (_list, supported, expected) => {
  expect(readParameters(supported)).toEqual(expected)
})

test('texts are those of the first name that lists some', () => {
  const parameters = readParameters({ voice: { values: [] }, voices: ['alloy', 3], size: ['1k'] })
  expect(textsOf(parameters, ['voice', 'voices'])).toEqual(['alloy'])
  expect(textsOf(parameters, ['formats'])).toBeUndefined()
})

test('whatever stands there, reading it does not throw, and every range is one of numbers', () => {
  const lists = fc.record({ parameters: fc.jsonValue(), defaults: fc.jsonValue(), n: fc.jsonValue() })
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), lists), supported => {
      for (const { min = 0, max = 0, values = [] } of Object.values(readParameters(supported))) {
        expect([Number.isFinite(min), Number.isFinite(max), Array.isArray(values)]).toEqual([
          true,
          true,
          true,
        ])
      }
    }),
  )
})
