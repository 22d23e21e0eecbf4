import { InvalidArgumentError } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { readAudioFile } from './audio-file.ts'

const WAV = [0x52, 0x49, 0x46, 0x46, 0, 0, 0, 0, 0x57, 0x41, 0x56, 0x45]
const MP3 = [0xff, 0xfb, 0x90, 0x64]
const MP4 = [0, 0, 0, 0x20, 0x66, 0x74, 0x79, 0x70, 0x69, 0x73, 0x6f, 0x6d]
const MATROSKA = [0x1a, 0x45, 0xdf, 0xa3]
const OGG = [0x4f, 0x67, 0x67, 0x53]
const FLAC = [0x66, 0x4c, 0x61, 0x43]
const AAC = [0xff, 0xf1, 0x50]
const ID3_TAG = [0x49, 0x44, 0x33, 3, 0, 0, 0, 0x0c, 0x1a, 0x40]
/** Its tag has 200 kB; the SDK, which looks through less, takes it for WAV. */
const MP3_WITH_COVER = [...ID3_TAG, ...Array<number>(200_000).fill(0), ...MP3]
const UNKNOWN = [1, 2, 3, 4, 5]

const fileOf = (bytes: number[], mediaType: string, takesVideo = false) => {
  const { name, mediaType: found } = readAudioFile({ audio: Uint8Array.from(bytes), mediaType }, takesVideo)
  return [found, name]
}

test.each([
  [WAV, 'audio/mpeg', 'audio/wav', 'audio.wav'],
  [MP3, 'audio/wav', 'audio/mpeg', 'audio.mp3'],
  [MP4, 'audio/wav', 'audio/mp4', 'audio.m4a'],
  [MATROSKA, 'audio/x-matroska', 'audio/webm', 'audio.webm'],
  [OGG, 'audio/wav', 'audio/ogg', 'audio.ogg'],
  [FLAC, 'audio/wav', 'audio/flac', 'audio.flac'],
  [AAC, 'audio/wav', 'audio/aac', 'audio.aac'],
  [[0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 2, 0, 0, ...FLAC], 'audio/wav', 'audio/flac', 'audio.flac'],
  [MP3_WITH_COVER, 'audio/wav', 'audio/mpeg', 'audio.mp3'],
])('the bytes say what it is (%#)', (bytes, claimed, mediaType, name) => {
  expect(fileOf(bytes, claimed)).toEqual([mediaType, name])
})

test.each([
  ['audio/mpeg', 'audio/mpeg', 'audio.mp3'],
  ['Audio/Mpeg; codecs=mp3', 'audio/mpeg', 'audio.mp3'],
  ['audio/x-m4a', 'audio/x-m4a', 'audio.m4a'],
  ['audio/opus', 'audio/opus', 'audio.ogg'],
  ['audio/vnd.wave', 'audio/vnd.wave', 'audio.wav'],
  ['audio/x-matroska', 'audio/webm', 'audio.webm'],
  ['audio/*', 'application/octet-stream', 'audio'],
  ['', 'application/octet-stream', 'audio'],
  ['application/octet-stream', 'application/octet-stream', 'audio'],
])('where they do not, the call is believed: %s', (claimed, mediaType, name) => {
  expect(fileOf(UNKNOWN, claimed)).toEqual([mediaType, name])
})

test.each([
  [MP4, 'audio/mp4', 'video/mp4', 'audio.mp4'],
  [MATROSKA, 'audio/webm', 'video/webm', 'audio.webm'],
  [MP3, 'video/mp4', 'audio/mpeg', 'audio.mp3'],
  [UNKNOWN, 'video/quicktime', 'video/quicktime', 'audio.mov'],
])('for a model of films, containers are films (%#)', (bytes, claimed, mediaType, name) => {
  expect(fileOf(bytes, claimed, true)).toEqual([mediaType, name])
})

test('base64 is decoded', () => {
  const { bytes, mediaType } = readAudioFile({ audio: btoa('OggS and more'), mediaType: 'audio/wav' }, false)
  expect(new TextDecoder().decode(bytes)).toBe('OggS and more')
  expect(mediaType).toBe('audio/ogg')
})

describe('refused are', () => {
  test.each([
    ['nothing', '', 'audio is empty'],
    ['no base64', 'hello!', 'no base64'],
    ['a picture', btoa('\u0089PNG and more'), 'audio is image/png'],
    ['a document', btoa('%PDF-1.7 and more'), 'audio is application/pdf'],
  ])('%s', (_, audio, message) => {
    const read = () => readAudioFile({ audio, mediaType: 'audio/wav' }, false)
    expect(read).toThrow(InvalidArgumentError)
    expect(read).toThrow(message)
  })
})
