import { InvalidArgumentError } from '@ai-sdk/provider'
import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod/v4'
import { definedEntries, type JsonRecord } from '../wire/json.ts'

/** What is checked: the argument at fault, and the words that stand before its options. */
export interface OptionsPlace {
  argument: string
  path: string
}

const CALL: OptionsPlace = { argument: 'providerOptions', path: 'providerOptions.nanogpt' }

/**
 * Checks options against the schema of their kind.
 *
 * @param place where they stand. Default: `providerOptions.nanogpt` of a call.
 * @throws InvalidArgumentError naming the option that is unknown or of the wrong kind.
 */
export function parseOptions<Schema extends z.ZodObject>(schema: Schema, given: JsonRecord, place = CALL) {
  const parsed = schema.safeParse(given)
  if (parsed.success) return definedEntries(parsed.data)
  const known = Object.keys(schema.shape)
  throw new InvalidArgumentError({
    argument: place.argument,
    message: parsed.error.issues.map(issue => describeIssue(issue, { known, path: place.path })).join(' '),
    cause: parsed.error,
  })
}

/** What is written about, and the names that exist there. */
interface Subject {
  path: string
  known: readonly string[]
}

function describeIssue(issue: z.core.$ZodIssue, subject: Subject): string {
  const path = [subject.path, ...issue.path.map(String)].join('.')
  if (issue.code === 'invalid_union') return describeUnion(issue, subject)
  if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}.`

  const neighbours = issue.path.length === 0 ? subject.known : []
  return issue.keys
    .map(key => `${path}.${key} is not an option of this provider.${suggestion(key, neighbours)}`)
    .join(' ')
}

function suggestion(key: string, known: readonly string[]): string {
  const nearest = closest(key, known)
  const isNear = known.length > 0 && distance(key, nearest) <= Math.max(2, key.length / 3)
  return isNear ? ` Did you mean '${nearest}'?` : ''
}

/** Of the forms an option may have, the one that was meant is the one whose type fits. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, subject: Subject): string {
  const meant = issue.errors.find(
    issues => !issues.some(inner => inner.code === 'invalid_type' && inner.path.length === 0),
  )
  if (meant === undefined) return `${subject.path}.${issue.path.join('.')}: ${issue.message}.`
  return meant
    .map(inner => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, subject))
    .join(' ')
}
