// A program of its own, so that the heap belongs to one contestant:
// node --expose-gc read-long-answer.ts <contestant> <text|reasoning> <chunks>
import { deltaFrame } from '../answers/chat-answer.ts'
import { eventStreamResponse, streamOf } from '../answers/prepared-body.ts'
import { reasoningDelta } from '../answers/reasoning-answer.ts'
import { allContestants } from '../contestants/all-contestants.ts'
import type { AnswerKind, HeapReading } from './heap-reading.ts'

const FRAMES_PER_READ = 50
const READING_COUNT = 6

const [name, kind, chunks] = process.argv.slice(2)
const contestant = allContestants.find(candidate => candidate.name === name)
if (contestant === undefined || globalThis.gc === undefined) throw new Error(`Failed to measure ${name}.`)

process.stdout.write(JSON.stringify(await readLongAnswer(kind as AnswerKind, Number(chunks))))

async function readLongAnswer(answerKind: AnswerKind, chunkCount: number): Promise<HeapReading[]> {
  const readings: HeapReading[] = []
  const bytes = bytesOfOneRead(answerKind)
  const readCount = chunkCount / FRAMES_PER_READ
  const readsBetween = Math.floor(readCount / READING_COUNT)

  function* reads() {
    for (let position = 1; position <= readCount; position += 1) {
      yield bytes
      if (position % readsBetween === 0) readings.push(readHeap(position * FRAMES_PER_READ))
    }
  }
  const fetch = () => Promise.resolve(eventStreamResponse(streamOf(reads())))
  // The answer is cut off: what is done at its end is not of interest here.
  await contestant?.readStream(fetch, () => {}).catch(() => {})
  return readings
}

/** The same frames again and again, so that the body itself takes no memory. */
function bytesOfOneRead(answerKind: AnswerKind): Uint8Array {
  const frames = Array.from({ length: FRAMES_PER_READ }, (_, position) => {
    const word = `word ${position} `
    return deltaFrame(answerKind === 'text' ? { content: word } : reasoningDelta(word))
  })
  return new TextEncoder().encode(frames.join(''))
}

function readHeap(chunkCount: number): HeapReading {
  globalThis.gc?.()
  return { chunks: chunkCount, bytes: process.memoryUsage().heapUsed }
}
