import { setTimeout as delay } from 'node:timers/promises'
import { eventStreamResponse, prepareBody } from '../answers/prepared-body.ts'
import { textAnswer } from '../answers/text-answer.ts'
import type { Contestant } from '../contestants/contestant.ts'
import type { CaseResult, Measurement } from '../measuring/measurement.ts'
import { measureInTurns } from '../measuring/round-robin.ts'
import type { Scenario } from './scenario.ts'

const CHUNK_COUNT = 2
const MILLISECONDS_BETWEEN_CHUNKS = 10

/**
 * How soon something can be shown while the body trickles in: the role at once, then a word every ten
 * milliseconds. A reader that waits for more than it needs shows here.
 */
export const firstPart: Scenario = {
  name: 'first-part',
  async run({ contestants, isQuick }) {
    const reads = prepareBody(textAnswer(CHUNK_COUNT), 1)
    const lags = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
    const warmUpRounds = 3
    const measurements = await measureInTurns({
      contestants,
      rounds: isQuick ? 10 : 41,
      warmUpRounds,
      budgetMilliseconds: 5000,
      measure: async contestant => {
        const { sinceCall, sinceBytes } = await timeFirstPart(contestant, reads)
        lags.get(contestant.name)?.push(sinceBytes * 1000)
        return sinceCall
      },
    })
    const lagMeasurements = measurements.map(({ contestant }): Measurement => {
      return { contestant, samples: (lags.get(contestant) ?? []).slice(warmUpRounds) }
    })
    return [
      caseOf('First part of a trickling body, from the call', 'ms', measurements),
      caseOf('First part of a trickling body, from the arrival of its bytes', 'µs', lagMeasurements),
    ]
  },
}

function caseOf(title: string, unit: string, measurements: Measurement[]): CaseResult {
  return { scenario: 'first-part', title, unit, measurements, hasRatios: true }
}

async function timeFirstPart(contestant: Contestant, reads: readonly Uint8Array[]) {
  let firstBytesAt: number | undefined
  let firstPartAt: number | undefined
  const fetch = () => {
    const body = trickle(reads, position => {
      // The first read has only the role.
      if (position === 1) firstBytesAt = performance.now()
    })
    return Promise.resolve(eventStreamResponse(body))
  }
  const calledAt = performance.now()
  await contestant.readStream(fetch, part => {
    if (contestant.contentOf(part).text) firstPartAt ??= performance.now()
  })
  if (firstPartAt === undefined || firstBytesAt === undefined) throw new Error('no content was read')
  return { sinceCall: firstPartAt - calledAt, sinceBytes: firstPartAt - firstBytesAt }
}

function trickle(
  reads: readonly Uint8Array[],
  onRead: (position: number) => void,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      for (const [position, read] of reads.entries()) {
        if (position > 0) await delay(MILLISECONDS_BETWEEN_CHUNKS)
        onRead(position)
        controller.enqueue(read)
      }
      controller.close()
    },
  })
}
