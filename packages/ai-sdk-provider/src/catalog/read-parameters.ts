import type { JSONValue } from '@ai-sdk/provider'
import { asFilledText, asNumber, asRecord, definedEntries, firstDefined } from '../wire/json.ts'
import type { NanoGPTModelParameter } from './catalog-types.ts'

type Parameters = Record<string, NanoGPTModelParameter>

/**
 * What can be chosen for a call. Every list says it differently: `{ resolutions: […], max_images: 4 }`,
 * `{ n: { type: 'range', min, max } }`, `{ parameters: { duration: { options: [{ value }] } }, defaults }`.
 */
export function readParameters(supported: unknown): Parameters {
  if (Array.isArray(supported)) {
    return Object.fromEntries(supported.filter(name => typeof name === 'string').map(name => [name, {}]))
  }
  const { parameters, defaults, ...flat } = asRecord(supported) ?? {}
  const described = asRecord(parameters) ?? {}
  const preset = asRecord(defaults) ?? {}
  return Object.fromEntries(
    Object.entries({ ...flat, ...described }).map(([name, value]) => [
      name,
      definedEntries({ default: asJson(preset[name]), ...readParameter(value) }),
    ]),
  )
}

function readParameter(value: unknown): NanoGPTModelParameter {
  if (Array.isArray(value)) return { values: value.map(readChoice) }
  const described = asRecord(value)
  if (described === undefined) return definedEntries({ value: asJson(value) })
  const { values, options, min, max, label } = described
  const choices = Array.isArray(values) ? values : options
  return definedEntries({
    values: Array.isArray(choices) ? choices.map(readChoice) : undefined,
    min: asNumber(min),
    max: asNumber(max),
    default: asJson(described.default),
    label: asFilledText(label),
  })
}

function readChoice(choice: unknown): JSONValue {
  const { value, id } = asRecord(choice) ?? {}
  return firstDefined(value, id, choice) as JSONValue
}

/** It came out of a JSON document; null says nothing. */
function asJson(value: unknown): JSONValue | undefined {
  return (value ?? undefined) as JSONValue | undefined
}

/** The texts that a parameter may be, of the first of these names that lists some. */
export function textsOf(parameters: Readonly<Parameters>, names: readonly string[]): string[] | undefined {
  return names
    .map(name => parameters[name]?.values?.filter(value => typeof value === 'string'))
    .find(texts => texts !== undefined && texts.length > 0)
}
