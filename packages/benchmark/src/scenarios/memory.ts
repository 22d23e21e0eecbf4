import { fileURLToPath } from 'node:url'
import type { Contestant } from '../contestants/contestant.ts'
import { runInFreshProcess } from '../measuring/fresh-process.ts'
import { problemOf, type CaseResult, type Measurement } from '../measuring/measurement.ts'
import { heapFormOf, type AnswerKind, type HeapReading } from './heap-reading.ts'
import type { Scenario } from './scenario.ts'

const PROGRAM = fileURLToPath(new URL('read-long-answer.ts', import.meta.url))

/**
 * How much of a long answer stays in memory while it is read, each contestant in a process of its own.
 * Thoughts have to stay, since the next request gives them back; text does not.
 */
export const memory: Scenario = {
  name: 'memory',
  async run({ contestants, isQuick }) {
    const chunkCount = isQuick ? 60_000 : 1_000_000
    const results: CaseResult[] = []
    for (const kind of ['text', 'reasoning'] as const) {
      const measurements: Measurement[] = []
      for (const contestant of contestants) {
        measurements.push(await measureHeap(contestant, kind, chunkCount))
      }
      results.push({
        scenario: 'memory',
        title: `Memory, growth of the heap over ${chunkCount.toLocaleString('en')} chunks of ${kind}`,
        unit: 'bytes per chunk',
        measurements,
        hasRatios: false,
      })
    }
    return results
  },
}

async function measureHeap({ name }: Contestant, kind: AnswerKind, chunkCount: number): Promise<Measurement> {
  try {
    const output = await runInFreshProcess(['--expose-gc', PROGRAM, name, kind, `${chunkCount}`])
    const readings = JSON.parse(output) as HeapReading[]
    const { bytesPerChunk, remark } = heapFormOf(readings)
    return { contestant: name, samples: [bytesPerChunk], remark }
  } catch (error) {
    return { contestant: name, samples: [], problem: problemOf(error) }
  }
}
