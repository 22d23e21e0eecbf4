import { fileURLToPath } from 'node:url'
import {
  embeddingAnswer,
  fetchEmbeddings,
  VALUE_COUNT,
  type EmbeddingAnswer,
} from '../answers/embedding-answer.ts'
import { isProvider, type ProviderContestant } from '../contestants/contestant.ts'
import { runInFreshProcess } from '../measuring/fresh-process.ts'
import type { CaseResult } from '../measuring/measurement.ts'
import { measureInTurns, millisecondsOf } from '../measuring/round-robin.ts'
import type { Scenario, ScenarioSettings } from './scenario.ts'

const MEMORY_PROGRAM = fileURLToPath(new URL('embed-once.ts', import.meta.url))

const VALUES = Array.from({ length: VALUE_COUNT }, (_, index) => `value ${index}`)

/** How long it takes to read the largest answer there is, and how much memory. */
export const embeddings: Scenario = {
  name: 'embeddings',
  async run(settings) {
    const results: CaseResult[] = []
    for (const dimensions of settings.isQuick ? [256] : [1536, 3072]) {
      results.push(await measureTime(dimensions, settings), await measureMemory(dimensions, settings))
    }
    return results
  },
}

async function measureTime(
  dimensions: number,
  { contestants, isQuick }: ScenarioSettings,
): Promise<CaseResult> {
  const answer = embeddingAnswer(dimensions)
  const remarks = new Map<string, string>()
  const measurements = await measureInTurns({
    contestants: contestants.filter(isProvider),
    rounds: isQuick ? 3 : 11,
    warmUpRounds: 2,
    budgetMilliseconds: 15_000,
    measure: async (contestant: ProviderContestant) => {
      const model = contestant.createEmbeddingModel({
        baseURL: 'https://benchmark.invalid/api/v1',
        fetch: fetchEmbeddings(answer, body => remarks.set(contestant.name, describeBytes(body, answer))),
      })
      let vectors: number[][] = []
      const milliseconds = await millisecondsOf(async () => {
        vectors = (await model.doEmbed({ values: VALUES })).embeddings
      })
      checkVectors(vectors, answer)
      return milliseconds
    },
  })
  return {
    scenario: 'embeddings',
    title: `Embeddings, ${VALUE_COUNT} × ${dimensions}`,
    unit: 'ms',
    measurements: measurements.map(measurement => ({
      ...measurement,
      remark: remarks.get(measurement.contestant) ?? '',
    })),
    hasRatios: true,
  }
}

function describeBytes(body: Uint8Array, { bodies }: EmbeddingAnswer): string {
  const share = body.length / bodies.float.length
  return `${(body.length / 1e6).toFixed(1)} MB, ${share.toFixed(3)} × float`
}

/** All numbers, to the last bit: whoever is fast and wrong is not fast. */
function checkVectors(vectors: readonly number[][], answer: EmbeddingAnswer): void {
  const wrong = answer.vectors.findIndex((vector, row) =>
    vector.some((number, column) => vectors[row]?.[column] !== number),
  )
  if (wrong !== -1) throw new Error(`The vector of value ${wrong} is not the one that was sent.`)
}

async function measureMemory(
  dimensions: number,
  { contestants, isQuick }: ScenarioSettings,
): Promise<CaseResult> {
  const measurements = await measureInTurns({
    contestants: contestants.filter(isProvider),
    rounds: isQuick ? 1 : 3,
    warmUpRounds: 0,
    budgetMilliseconds: 30_000,
    measure: async ({ name }) => {
      const output = await runInFreshProcess(['--expose-gc', MEMORY_PROGRAM, name, `${dimensions}`])
      return (JSON.parse(output) as { bytes: number }).bytes / 1e6
    },
  })
  return {
    scenario: 'embeddings',
    title: `Embeddings, ${VALUE_COUNT} × ${dimensions}, peak of the memory of a process above what it had before`,
    unit: 'MB',
    measurements,
    hasRatios: true,
  }
}
