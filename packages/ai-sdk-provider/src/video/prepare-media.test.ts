import type { Experimental_VideoModelV4File } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { fieldNamesOf } from './field-names.ts'
import { prepareMedia } from './prepare-media.ts'

type Call = Partial<Parameters<typeof prepareMedia>[0]>
type Options = Parameters<typeof prepareMedia>[1]

function mediaOf(call: Call, { modelId = 'm', ...options }: Options & { modelId?: string } = {}) {
  const none = { image: undefined, frameImages: undefined, inputReferences: undefined }
  return prepareMedia({ ...none, ...call }, options, fieldNamesOf(modelId))
}

const link = (url: string, mediaType?: string): Experimental_VideoModelV4File => ({
  type: 'url',
  url,
  ...(mediaType !== undefined && { mediaType }),
})

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_URL = `data:image/png;base64,${btoa(String.fromCharCode(...PNG))}`
const MP4 = new Uint8Array([0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d])
const file = (data: Uint8Array | string, mediaType: string): Experimental_VideoModelV4File => ({
  type: 'file',
  data,
  mediaType,
})

const IMAGE = 'https://example.com/cat.png'
const VIDEO = 'https://example.com/cat.mp4'
const SOUND = 'https://example.com/cat.mp3'

test.each<[what: string, call: Call, options: Options & { modelId?: string }, fields: object]>([
  ['nothing', {}, {}, {}],
  ['a linked image', { image: link(IMAGE) }, {}, { imageUrl: IMAGE }],
  ['image bytes, whatever their label', { image: file(PNG, 'image/jpeg') }, {}, { imageDataUrl: PNG_URL }],
  [
    'image in base64',
    { image: file(btoa(String.fromCharCode(...PNG)), 'image/png') },
    {},
    { imageDataUrl: PNG_URL },
  ],
  ['a data URL', { image: link(PNG_URL) }, {}, { imageDataUrl: PNG_URL }],
  [
    'a first frame before the image of the prompt',
    {
      image: link('https://example.com/dog.png'),
      frameImages: [{ image: link(IMAGE), frameType: 'first_frame' }],
    },
    {},
    { imageUrl: IMAGE },
  ],
  ['a video in the place of the image', { image: link(VIDEO) }, {}, { videoUrl: VIDEO }],
  [
    'video bytes under an image label',
    { image: file(MP4, 'image/png') },
    {},
    { videoDataUrl: expect.stringMatching(/^data:video\/mp4/) },
  ],
  ['a source video', {}, { sourceVideo: VIDEO }, { videoUrl: VIDEO }],
  [
    'a source video as data',
    {},
    { sourceVideo: 'data:video/mp4;base64,AAAA' },
    { videoDataUrl: 'data:video/mp4;base64,AAAA' },
  ],
  ['sound', {}, { audio: SOUND }, { audioUrl: SOUND }],
  [
    'references by their kinds',
    { inputReferences: [link(IMAGE), link(VIDEO), link(SOUND), link('https://example.com/1', 'video/mp4')] },
    {},
    { referenceImages: [IMAGE], referenceVideos: [VIDEO, 'https://example.com/1'], audioUrl: SOUND },
  ],
  [
    'the names of Kling',
    {},
    { modelId: 'kling-lipsync-a2v', sourceVideo: VIDEO, audio: SOUND },
    { video: VIDEO, audio: SOUND },
  ],
  [
    'the names of ByteDance',
    { image: link(IMAGE) },
    { modelId: 'bytedance-avatar-omni-human-1.5', audio: SOUND },
    { image: IMAGE, audio: SOUND },
  ],
  [
    'the one reference of Runway',
    { inputReferences: [link(IMAGE)] },
    { modelId: 'runwayml-gen4-aleph', sourceVideo: VIDEO },
    { video: VIDEO, reference_image: IMAGE },
  ],
])('sends %s', (_, call, options, fields) => {
  expect(mediaOf(call, options)).toEqual(fields)
})

describe('refuses', () => {
  const large = (megabytes: number) => new Uint8Array(megabytes * 1024 * 1024)

  test.each<[what: string, call: Call, options: Options & { modelId?: string }, message: string]>([
    ['a last frame', { frameImages: [{ image: link(IMAGE), frameType: 'last_frame' }] }, {}, 'extraBody'],
    [
      'two first frames',
      {
        frameImages: [
          { image: link(IMAGE), frameType: 'first_frame' },
          { image: link(IMAGE), frameType: 'first_frame' },
        ],
      },
      {},
      'one first frame',
    ],
    ['another scheme', { image: link('ftp://example.com/cat.png') }, {}, 'http(s) URL'],
    ['what is no URL', {}, { sourceVideo: 'cat.mp4' }, 'providerOptions.nanogpt.sourceVideo must be'],
    ['a document', { image: file('JVBERi0xLjc=', 'application/pdf') }, {}, 'not application/pdf'],
    ['sound in the place of an image', { image: link(SOUND) }, {}, 'providerOptions.nanogpt.audio'],
    ['two source videos', { image: link(VIDEO) }, { sourceVideo: VIDEO }, 'leave one out'],
    ['an input that is empty', { image: file(new Uint8Array(), 'image/png') }, {}, 'is empty'],
    ['one input of more than 4 MiB', { image: file(large(4), 'image/png') }, {}, '5.3 MiB in base64'],
    [
      'inputs of more than 4 MiB together',
      { inputReferences: [file(large(2), 'image/png'), file(large(2), 'image/png')] },
      {},
      'inputReferences[0], inputReferences[1]: 5.3 MiB',
    ],
    [
      'a data URL of more than 4 MiB',
      {},
      { sourceVideo: `data:video/mp4;base64,${'A'.repeat(5_000_000)}` },
      'https URLs',
    ],
    [
      'two references where one is taken',
      { inputReferences: [link(IMAGE), link(IMAGE)] },
      { modelId: 'runwayml-gen4-aleph' },
      'one reference image',
    ],
  ])('%s', (_, call, options, message) => {
    expect(() => mediaOf(call, options)).toThrow(message)
  })
})
