import { describe, expect, test } from 'vitest'
import { fileAnswer, type FileForm, type FileKind } from '../src/answers/file-answer.ts'
import { bareParser } from '../src/contestants/bare-parser.ts'
import { allContestants } from '../src/contestants/all-contestants.ts'
import { nanogpt } from '../src/contestants/nanogpt.ts'
import { openaiCompatible } from '../src/contestants/openai-compatible.ts'
import { openrouter } from '../src/contestants/openrouter.ts'
import { NotAvailableError } from '../src/measuring/measurement.ts'
import { image, speech } from '../src/scenarios/files.ts'

/** More than a read brings, and not a whole number of groups of base64. */
const byteCount = 200_001

describe.each<[FileKind, FileForm, typeof allContestants]>([
  ['image', 'base64', allContestants],
  ['image', 'url', [bareParser, nanogpt, openaiCompatible]],
  ['speech', 'bytes', [bareParser, nanogpt]],
])('%s, %s', (kind, form, contestants) => {
  const answer = fileAnswer({ kind, form, byteCount })

  test.each(contestants)('is read to the last byte by $name', async contestant => {
    expect(Buffer.compare(await contestant.readFile(kind, answer), answer.file)).toBe(0)
  })
})

test.each([
  [openrouter, 'image', 'url'],
  [openrouter, 'speech', 'bytes'],
  [openaiCompatible, 'speech', 'bytes'],
] as const)('who does not read it says so', async (contestant, kind, form) => {
  const answer = fileAnswer({ kind, form, byteCount })
  await expect(contestant.readFile(kind, answer)).rejects.toThrow(NotAvailableError)
})

test('an answer in base64 is a third larger than the file', () => {
  const bytesOf = (form: FileForm) => fileAnswer({ kind: 'image', form, byteCount: 900_000 }).wireBytes
  expect(bytesOf('base64') / bytesOf('url')).toBeCloseTo(4 / 3, 2)
})

test('time and memory are measured, and who has no such model is in one table only', async () => {
  const settings = { contestants: [nanogpt, openrouter], isQuick: true }
  const results = [...(await image.run(settings)), ...(await speech.run(settings))]
  expect(
    results.map(({ unit, measurements }) => [unit, measurements.map(({ contestant }) => contestant)]),
  ).toEqual([
    ['ms', ['nanogpt', 'openrouter']],
    ['MB', ['nanogpt', 'openrouter']],
    ['ms', ['nanogpt', 'openrouter']],
    ['MB', ['nanogpt']],
    ['ms', ['nanogpt', 'openrouter']],
    ['MB', ['nanogpt']],
  ])
  const samples = results
    .flatMap(({ measurements }) => measurements)
    .filter(({ problem }) => problem === undefined)
  expect(samples.every(one => one.samples.length > 0 && one.samples.every(Number.isFinite))).toBe(true)
}, 60_000)
