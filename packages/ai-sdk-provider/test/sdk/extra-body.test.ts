import type { SharedV4ProviderOptions } from '@ai-sdk/provider'
import type { NanoGPTProvider } from '@nanogpt/ai-sdk-provider'
import { describe, expect, test } from 'vitest'
import { promptOf, rejectionOf, setUp } from '../harness.ts'

const shapeless = { aspectRatio: undefined, duration: undefined, resolution: undefined, seed: undefined }
const pictureless = { size: undefined, aspectRatio: undefined, seed: undefined, files: undefined }
const silence = new Uint8Array(46).fill(0)

const kinds: [
  kind: string,
  own: string[],
  call: (nanogpt: NanoGPTProvider, providerOptions: SharedV4ProviderOptions) => PromiseLike<unknown>,
][] = [
  [
    'chat',
    ['model', 'messages', 'stream'],
    (nanogpt, providerOptions) =>
      nanogpt('openai/gpt-5.2').doGenerate({ prompt: promptOf('Hi'), providerOptions }),
  ],
  [
    'completion',
    ['model', 'prompt', 'stream'],
    (nanogpt, providerOptions) =>
      nanogpt.completionModel('openai/gpt-5.2').doGenerate({ prompt: promptOf('Hi'), providerOptions }),
  ],
  [
    'image',
    ['model'],
    (nanogpt, providerOptions) =>
      nanogpt.imageModel('nano-banana-2-lite').doGenerate({
        prompt: 'A kite',
        n: 1,
        mask: undefined,
        ...pictureless,
        providerOptions,
      }),
  ],
  [
    'speech',
    ['model', 'input', 'text', 'stream'],
    (nanogpt, providerOptions) => nanogpt.speechModel('tts-1').doGenerate({ text: 'Hi', providerOptions }),
  ],
  [
    'transcription',
    ['model', 'file', 'audio', 'file_url', 'audio_url', 'audioUrl', 'input_audio', 'inputAudio'],
    (nanogpt, providerOptions) =>
      nanogpt
        .transcriptionModel('Whisper-Large-V3')
        .doGenerate({ audio: silence, mediaType: 'audio/wav', providerOptions }),
  ],
  [
    'video',
    ['model'],
    async (nanogpt, providerOptions) =>
      nanogpt.videoModel('veo3-1-video').doStart?.({
        prompt: 'A kite',
        n: 1,
        ...shapeless,
        fps: undefined,
        image: undefined,
        frameImages: undefined,
        inputReferences: undefined,
        generateAudio: undefined,
        providerOptions,
      }),
  ],
]

describe.each(kinds)('extraBody of %s', (_kind, own, call) => {
  const withExtraBody = (extraBody: object) => ({ nanogpt: { extraBody: { ...extraBody } } })

  test('adds its fields, but for those that are undefined', async () => {
    const { nanogpt, emulator } = setUp()
    // Whether a field is known is the server's to say.
    await Promise.allSettled([call(nanogpt, withExtraBody({ new_field: 'new', left_out: undefined }))])
    const [request] = emulator.requests
    expect(request?.body).toHaveProperty('new_field', 'new')
    expect(request?.body).not.toHaveProperty('left_out')
  })

  test.each(own)('must not say %s', async field => {
    const { nanogpt, emulator } = setUp()
    const error = await rejectionOf(call(nanogpt, withExtraBody({ [field]: 'other' })))
    expect(String(error)).toContain(`providerOptions.nanogpt.extraBody must not contain '${field}'`)
    expect(emulator.requests).toEqual([])
  })
})
