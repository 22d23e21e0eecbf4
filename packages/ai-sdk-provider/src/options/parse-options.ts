import { InvalidArgumentError } from '@ai-sdk/provider'
import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod/v4'
import { definedEntries, type JsonRecord } from '../wire/json.ts'

/**
 * Checks `providerOptions.nanogpt` of a call against the schema of its kind of model.
 *
 * @throws InvalidArgumentError naming the option that is unknown or of the wrong kind.
 */
export function parseOptions<Schema extends z.ZodObject>(schema: Schema, given: JsonRecord) {
  const parsed = schema.safeParse(given)
  if (parsed.success) return definedEntries(parsed.data)
  const known = Object.keys(schema.shape)
  throw new InvalidArgumentError({
    argument: 'providerOptions',
    message: parsed.error.issues.map(issue => describeIssue(issue, known)).join(' '),
    cause: parsed.error,
  })
}

function describeIssue(issue: z.core.$ZodIssue, known: readonly string[]): string {
  const path = ['providerOptions.nanogpt', ...issue.path.map(String)].join('.')
  if (issue.code === 'invalid_union') return describeUnion(issue, known)
  if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}.`

  const neighbours = issue.path.length === 0 ? known : []
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
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, known: readonly string[]): string {
  const meant = issue.errors.find(
    issues => !issues.some(inner => inner.code === 'invalid_type' && inner.path.length === 0),
  )
  if (meant === undefined) return `providerOptions.nanogpt.${issue.path.join('.')}: ${issue.message}.`
  return meant
    .map(inner => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }, known))
    .join(' ')
}
