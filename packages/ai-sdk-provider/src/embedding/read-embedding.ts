import { InvalidResponseDataError } from '@ai-sdk/provider'
import { asCount, asList, asRecord, firstDefined, type JsonRecord } from '../wire/json.ts'
import { decodeVector } from './decode-vector.ts'

/** What must come back. */
export interface ExpectedVectors {
  count: number
  dimensions: number | undefined
}

/**
 * The vectors of an answer, in the order of the values.
 *
 * @throws InvalidResponseDataError when one is missing, comes twice, is of another length, or is not made of
 * finite numbers. The SDK does not repeat such a call, since it was charged.
 */
export function readVectors(answer: JsonRecord, expected: ExpectedVectors): number[][] {
  const entries = asList(answer.data)
  if (entries.length !== expected.count) {
    throw unusable(`${expected.count} values were sent, and ${entries.length} embeddings came back`, answer)
  }
  const vectors = Array.from<number[] | undefined>({ length: expected.count })
  for (const [position, item] of entries.entries()) {
    const entry = asRecord(item) ?? {}
    const index = entry.index ?? position
    if (!isPlace(index, vectors)) {
      throw unusable(
        `an embedding came back with the index ${JSON.stringify(index)}, a second time or for no value`,
        answer,
      )
    }
    const vector = readVector(entry.embedding)
    if (vector === undefined)
      throw unusable(`the embedding of values[${index}] is not a list of numbers`, answer)
    vectors[index] = vector
  }
  const complete = vectors.filter(vector => vector !== undefined)
  checkLengths(complete, expected.dimensions, answer)
  return complete
}

function isPlace(index: unknown, vectors: readonly unknown[]): index is number {
  return (
    typeof index === 'number' &&
    Number.isInteger(index) &&
    index >= 0 &&
    index < vectors.length &&
    vectors[index] === undefined
  )
}

function readVector(embedding: unknown): number[] | undefined {
  if (typeof embedding === 'string') return decodeVector(embedding)
  return isVector(embedding) ? embedding : undefined
}

function isVector(embedding: unknown): embedding is number[] {
  return (
    Array.isArray(embedding) && embedding.length > 0 && embedding.every(number => Number.isFinite(number))
  )
}

function checkLengths(
  vectors: readonly number[][],
  dimensions: number | undefined,
  answer: JsonRecord,
): void {
  const length = dimensions ?? vectors[0]?.length
  const index = vectors.findIndex(vector => vector.length !== length)
  if (index === -1) return
  const wanted = dimensions === undefined ? `values[0] has ${length}` : `${length} were asked for`
  throw unusable(
    `the embedding of values[${index}] has ${vectors[index]?.length} numbers, but ${wanted}`,
    answer,
  )
}

function unusable(problem: string, answer: JsonRecord): InvalidResponseDataError {
  return new InvalidResponseDataError({
    data: withoutVectors(answer),
    message: `NanoGPT's embeddings cannot be used: ${problem}.`,
  })
}

/** The answer without its bulk: what keeps a result, an error or a log should not keep megabytes. */
export function withoutVectors({ data: _vectors, ...rest }: JsonRecord): JsonRecord {
  return rest
}

/** The tokens of the values; some upstreams give only the total, which is the same here. */
export function readTokens(usage: JsonRecord, pricing: JsonRecord): number | undefined {
  const counts = [usage.prompt_tokens, usage.input_tokens, usage.total_tokens, pricing.inputTokens]
  return firstDefined(...counts.map(asCount))
}
