import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  AUDIO_FORMATS,
  isOfFormat,
  isNoAudio,
  parseAudioFormat,
  readAudioType,
  readSampleRate,
} from './audio-format.ts'

const bytesOf = (...numbers: number[]) =>
  Uint8Array.from([...numbers, ...Array.from({ length: 16 }, () => 0)])
const textBytes = (text: string) => new TextEncoder().encode(text.padEnd(20, '\0'))

const MP3 = bytesOf(0xff, 0xfb, 0x90, 0x64)
const UNKNOWN = bytesOf(1, 2, 3, 4)

test.each([
  ['mp3', 'mp3'],
  ['MP3', 'mp3'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp3', 'mp3'],
  ['audio/x-wav', 'wav'],
  ['audio/wav; codecs=1', 'wav'],
  ['ogg', 'opus'],
  ['audio/pcm', 'pcm'],
  ['audio/pcmu', undefined],
  ['audio/l16', undefined],
  ['toString', undefined],
  ['', undefined],
])('the format %j is %s', (written, format) => {
  expect(parseAudioFormat(written)).toBe(format)
})

test('every format is of itself, and the media type of one never of another', () => {
  const formats = fc.constantFrom(...AUDIO_FORMATS.map(name => parseAudioFormat(name)))
  fc.assert(
    fc.property(formats, formats, (one, other) => {
      const mediaType = readAudioType({ bytes: UNKNOWN, mediaType: undefined, format: one })
      expect(isOfFormat(mediaType, other)).toBe(one === other)
    }),
  )
})

describe('what audio is', () => {
  test.each([
    ['mp3', MP3, 'audio/mpeg'],
    ['mp3 behind a tag that has not ended', textBytes('ID3'), 'audio/mpeg'],
    ['wav', textBytes('RIFF....WAVEfmt '), 'audio/wav'],
    ['opus in ogg', textBytes('OggS'), 'audio/ogg'],
    ['flac', textBytes('fLaC'), 'audio/flac'],
    ['aac', bytesOf(0xff, 0xf1), 'audio/aac'],
  ])('its bytes tell: %s', (_, bytes, expected) => {
    for (const mediaType of ['audio/mpeg', 'audio/wav', 'application/octet-stream', undefined]) {
      expect(readAudioType({ bytes, mediaType, format: 'mp3' })).toBe(expected)
    }
  })

  test.each([
    ['audio/mp3', 'audio/mpeg'],
    ['Audio/X-Wav ; a=b', 'audio/wav'],
    ['audio/basic', 'audio/basic'],
    ['application/json', 'audio/aac'],
    [undefined, 'audio/aac'],
  ])('where they do not, the server tells by %s', (mediaType, expected) => {
    expect(readAudioType({ bytes: UNKNOWN, mediaType, format: 'aac' })).toBe(expected)
  })

  test('nobody may know', () => {
    expect(readAudioType({ bytes: UNKNOWN, mediaType: 'text/plain', format: undefined })).toBeUndefined()
    expect(isOfFormat(undefined, 'mp3')).toBe(true)
  })

  test('a sample that looks like a frame is a sample, but a file is a file', () => {
    const pcm = { mediaType: 'audio/pcm', format: 'pcm' } as const
    expect(readAudioType({ bytes: MP3, ...pcm })).toBe('audio/pcm')
    expect(readAudioType({ bytes: MP3, ...pcm, mediaType: undefined })).toBe('audio/pcm')
    expect(readAudioType({ bytes: textBytes('RIFF....WAVEfmt '), ...pcm })).toBe('audio/wav')
    expect(readAudioType({ bytes: textBytes('ID3'), ...pcm })).toBe('audio/mpeg')
  })
})

test.each([
  ['audio/pcm', undefined, 24_000],
  ['audio/pcm', 'audio/pcm', 24_000],
  ['audio/pcm', 'audio/pcm; rate=16000', 16_000],
  ['audio/l16', 'audio/L16;channels=1;rate=44100', 44_100],
  ['audio/wav', 'audio/wav;rate=16000', undefined],
  [undefined, undefined, undefined],
])('the rate of %s under %s is %s', (mediaType, contentType, rate) => {
  expect(readSampleRate(mediaType, contentType)).toBe(rate)
})

test.each([
  ['words', 'No audio data came back.', 'text/plain', true],
  ['words in other letters', 'Жодного звуку. '.repeat(20), 'text/plain', true],
  ['words of no type', 'No audio data came back.', undefined, false],
  ['a page', ' <!doctype html><title>Oops</title>', 'application/octet-stream', true],
  ['an error', '{"error":"expired"}', 'audio/mpeg', true],
  ['an error in XML', '<?xml version="1.0"?><Error/>', 'application/xml', true],
  ['a file with a wrong label', 'RIFF....WAVEfmt ', 'text/plain', false],
  ['samples with a wrong label', '\u0003\u0000\u0007', 'text/plain', false],
  ['samples that begin like a page', '<a\u0000\u0001', 'audio/pcm', false],
])('%s: %j under %s is text: %s', (_, text, mediaType, expected) => {
  expect(isNoAudio({ bytes: new TextEncoder().encode(text), mediaType })).toBe(expected)
})
