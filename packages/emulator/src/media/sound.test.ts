import { describe, expect, it, vi } from 'vitest'
import { playMelody } from '../engine/play-melody.ts'
import { encodeSound } from './encode-sound.ts'
import { soundFacts } from './sound-facts.ts'
import { sampleRate } from './sound-format.ts'

const melody = { text: 'How do bees fly over the hills?', voice: 'alloy', seconds: 2 }

describe('a melody', () => {
  it('lasts as long as it should, is quiet, and is not silent', () => {
    const samples = playMelody(melody)
    const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(samples).toHaveLength(2 * sampleRate)
    expect(loudest).toBeGreaterThan(0.05)
    expect(loudest).toBeLessThan(0.3)
  })

  it('is the same for the same text, and another for another voice or text', () => {
    const samples = playMelody(melody)
    expect(playMelody(melody)).toEqual(samples)
    expect(playMelody({ ...melody, voice: 'nova' })).not.toEqual(samples)
    expect(playMelody({ ...melody, text: 'How do owls see over the lakes?' })).not.toEqual(samples)
  })

  it.each(['', '🦉', '...', 'フクロウは夜に狩りをする', 'a'.repeat(400)])('plays %j', text => {
    expect(playMelody({ ...melody, text }).every(Number.isFinite)).toBe(true)
  })
})

describe('sound', () => {
  it.each([
    ['mp3', 'audio/mpeg', 'MP3'],
    ['aac', 'audio/aac', 'ADTS'],
    ['flac', 'audio/flac', 'FLAC'],
    ['wav', 'audio/wav', 'WAVE'],
    ['opus', 'audio/opus', 'Ogg'],
  ] as const)('is encoded as %s', async (format, contentType, container) => {
    const sound = await encodeSound(playMelody(melody), format)
    expect(sound.contentType).toBe(contentType)
    const facts = await soundFacts(sound.bytes)
    expect(facts).toMatchObject({ container, hasVideo: false })
    // Encoders fill their last frame, and Opus leaves its delay out.
    expect(facts?.seconds).toBeGreaterThan(1.99)
    expect(facts?.seconds).toBeLessThan(2.1)
    expect(await encodeSound(playMelody(melody), format)).toEqual(sound)
  })

  it('is written raw as 16 bits a sample', async () => {
    const samples = playMelody(melody)
    const { bytes, contentType } = await encodeSound(samples, 'pcm')
    const view = new DataView(bytes.buffer)
    expect([contentType, bytes.length]).toEqual(['audio/pcm', samples.length * 2])
    expect(view.getInt16(2000, true) / 0x7fff).toBeCloseTo(samples[1000] ?? 1, 3)
  })

  it.each(['mp3', 'aac', 'flac'] as const)(
    'is WAV instead of %s where there are no threads',
    async format => {
      vi.stubGlobal('Worker', function refuse() {
        throw new Error('There are no threads here.')
      })
      const { bytes, contentType } = await encodeSound(playMelody(melody), format)
      vi.unstubAllGlobals()
      expect(contentType).toBe('audio/wav')
      expect(await soundFacts(bytes)).toMatchObject({ container: 'WAVE', seconds: 2 })
    },
  )

  it.each(['', 'RIFF', 'hello '.repeat(1000), '\x89PNG\r\n\x1a\n'])('is not %j', async text => {
    expect(await soundFacts(new TextEncoder().encode(text))).toBeUndefined()
  })
})
