import { generateSync, type JsonSchema } from 'json-schema-faker'
import { z } from 'zod'
import type { Offer } from './offer.ts'
import { plainSchema } from './plain-schema.ts'
import { suitValue } from './suit-value.ts'

/** A JSON schema as it comes in a request. */
export type RequestSchema = Record<string, unknown>

const attempts = 24

/** Whether a value satisfies a schema; a schema that cannot be checked is taken to be satisfied. */
function checkerFor(schema: RequestSchema): (value: unknown) => boolean {
  try {
    const checker = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0])
    return value => checker.safeParse(value).success
  } catch {
    return () => true
  }
}

function generate(schema: JsonSchema, seed: number, offer: Offer | undefined): unknown {
  const usedNumbers = new Set<number>()
  return generateSync(schema, {
    seed,
    alwaysFakeOptionals: true,
    maxDepth: 64,
    outputTransform: (value, part, path) =>
      offer === undefined || typeof part !== 'object'
        ? value
        : suitValue({ value, schema: part, path }, offer, usedNumbers),
  })
}

/**
 * A value that satisfies a schema, from what the conversation offers. The generator may miss where keywords
 * contradict each other's choices (`oneOf`, `uniqueItems`), so it is asked again with other seeds, the last
 * times without the conversation's values.
 */
export function fillSchema(schema: RequestSchema, offer: Offer, seed: number): unknown {
  const plain = plainSchema(schema)
  const satisfies = checkerFor(schema)
  let value: unknown
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    value = tryGenerate(plain, seed + attempt, attempt < attempts / 2 ? offer : undefined)
    if (value !== undefined && satisfies(value)) return value
  }
  return value ?? {}
}

/** The generator throws at schemas that nothing satisfies. */
function tryGenerate(schema: JsonSchema, seed: number, offer: Offer | undefined): unknown {
  try {
    return generate(schema, seed, offer)
  } catch {
    return undefined
  }
}
