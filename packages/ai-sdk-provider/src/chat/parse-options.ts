import { InvalidArgumentError, type SharedV4ProviderOptions } from '@ai-sdk/provider'
import { closest, distance } from 'fastest-levenshtein'
import type { z } from 'zod/v4'
import { definedEntries } from '../wire/json.ts'
import type { NanoGPTLanguageModelChatOptions } from './chat-options.ts'
import { chatOptionsSchema } from './chat-options-schema.ts'

/**
 * Reads the options of a call.
 *
 * @throws InvalidArgumentError naming the option that is unknown or of the wrong kind.
 */
export function parseChatOptions(
  providerOptions: SharedV4ProviderOptions | undefined,
): NanoGPTLanguageModelChatOptions {
  const { extraBody, ...others } = providerOptions?.nanogpt ?? {}
  // What is undefined is not sent; the schema would not take it for JSON.
  const isRecord = typeof extraBody === 'object' && extraBody !== null
  const given = { ...others, extraBody: isRecord ? definedEntries(extraBody) : extraBody }
  const parsed = chatOptionsSchema().safeParse(given)
  // The schema has one entry for every key of the type.
  if (parsed.success) return definedEntries(parsed.data) as NanoGPTLanguageModelChatOptions
  throw new InvalidArgumentError({
    argument: 'providerOptions',
    message: parsed.error.issues.map(describeIssue).join(' '),
    cause: parsed.error,
  })
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = ['providerOptions.nanogpt', ...issue.path.map(String)].join('.')
  if (issue.code === 'invalid_union') return describeUnion(issue, path)
  if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}.`

  const known = issue.path.length === 0 ? Object.keys(chatOptionsSchema().shape) : []
  return issue.keys
    .map(key => `${path}.${key} is not an option of this provider.${suggestion(key, known)}`)
    .join(' ')
}

function suggestion(key: string, known: readonly string[]): string {
  const nearest = closest(key, known)
  const isNear = known.length > 0 && distance(key, nearest) <= Math.max(2, key.length / 3)
  return isNear ? ` Did you mean '${nearest}'?` : ''
}

/** Of the forms an option may have, the one that was meant is the one whose type fits. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, path: string): string {
  const meant = issue.errors.find(
    issues => !issues.some(inner => inner.code === 'invalid_type' && inner.path.length === 0),
  )
  if (meant === undefined) return `${path}: ${issue.message}.`
  return meant.map(inner => describeIssue({ ...inner, path: [...issue.path, ...inner.path] })).join(' ')
}
