import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectLanguage } from './detect-language.ts'
import { timeTranscript } from './time-transcript.ts'
import { writeSrt, writeVtt } from './write-captions.ts'
import { writeTranscript } from './write-transcript.ts'

describe('times of a text', () => {
  const texts = fc.string({ unit: 'grapheme', maxLength: 300 })

  it('follow each other without a gap, from the beginning to the end', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 600 }), (text, seconds) => {
        const { segments } = timeTranscript(text, 'en', seconds)
        const words = segments.flatMap(segment => segment.words)
        for (const row of [segments, words]) {
          let before = 0
          for (const { start, end } of row) {
            expect(start).toBe(before)
            expect(end).toBeGreaterThanOrEqual(start)
            before = end
          }
          expect(row.length > 0 ? before : seconds).toBe(seconds)
        }
      }),
    )
  })

  it('lose nothing but the spaces', () => {
    fc.assert(
      fc.property(texts, text => {
        const { segments } = timeTranscript(text, 'en', 10)
        const bare = text.replaceAll(/\s/g, '')
        expect(
          segments
            .map(segment => segment.text)
            .join('')
            .replaceAll(/\s/g, ''),
        ).toBe(bare)
        expect(segments.flatMap(({ words }) => words.map(word => word.text)).join('')).toBe(bare)
      }),
    )
  })

  it('cut long sentences into segments', () => {
    const { segments } = timeTranscript('word '.repeat(40), 'en', 20)
    expect(segments.map(({ words }) => words.length)).toEqual([15, 15, 10])
  })
})

describe('a made-up text', () => {
  it('has two and a half words a second, in whole sentences', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), (seconds, seed) => {
        const text = writeTranscript(seconds, seed)
        expect(text.split(' ')).toHaveLength(Math.max(1, Math.round(seconds * 2.5)))
        expect(text).toMatch(/^[A-Z].*\.$/)
        expect(writeTranscript(seconds, seed)).toBe(text)
      }),
    )
  })
})

describe('captions', () => {
  const transcript = {
    text: 'Now. Later.',
    language: 'en',
    seconds: 4000,
    segments: [
      { text: 'Now.', start: 0, end: 61.0049, words: [] },
      { text: 'Later.', start: 3661.5, end: 4000, words: [] },
    ],
  }

  it('count hours, minutes and milliseconds', () => {
    expect(writeSrt(transcript)).toBe(
      '1\n00:00:00,000 --> 00:01:01,005\nNow.\n\n2\n01:01:01,500 --> 01:06:40,000\nLater.\n',
    )
    expect(writeVtt(transcript)).toBe(
      'WEBVTT\n\n00:00:00.000 --> 00:01:01.005\nNow.\n\n01:01:01.500 --> 01:06:40.000\nLater.\n',
    )
  })
})

it.each([
  ['', 'en'],
  ['12345', 'en'],
  ['What is that in the garden?', 'en'],
  ['Was ist das in dem Garten?', 'de'],
  ['¿Cómo está el perro y por qué no come?', 'es'],
  ['Come sono gli amici di Paolo e che cosa fanno?', 'it'],
  ['Os meninos não estão em casa, mas você está.', 'pt'],
  ['Wat is dat in het huis, en wie zijn zij?', 'nl'],
  ['猫は可愛い', 'ja'],
  ['猫很可爱', 'zh'],
  ['고양이', 'ko'],
  ['قطة', 'ar'],
  ['बिल्ली', 'hi'],
])('%j is in the language %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})
