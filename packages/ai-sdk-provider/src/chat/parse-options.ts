import { InvalidArgumentError, type SharedV4ProviderOptions } from '@ai-sdk/provider'
import { closest } from 'fastest-levenshtein'
import type { z } from 'zod/v4'
import { definedEntries } from '../wire/json.ts'
import type { NanoGPTLanguageModelChatOptions } from './chat-options.ts'
import { chatOptionsSchema } from './chat-options-schema.ts'

/**
 * Reads the options of a call, under `nanogpt` and under the provider's own name where it has another.
 *
 * @throws InvalidArgumentError naming the option that is unknown or of the wrong kind.
 */
export function parseChatOptions(
  providerOptions: SharedV4ProviderOptions | undefined,
  providerName: string,
): NanoGPTLanguageModelChatOptions {
  const names = new Set(['nanogpt', toCamelCase(providerName)])
  const given = Object.assign({}, ...[...names].map(name => providerOptions?.[name]))
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
    .map(key => {
      const suggestion = known.length > 0 ? ` Did you mean '${closest(key, known)}'?` : ''
      return `${path}.${key} is not an option of this provider.${suggestion}`
    })
    .join(' ')
}

/** Of the forms an option may have, the one that was meant is the one whose type fits. */
function describeUnion(issue: z.core.$ZodIssueInvalidUnion, path: string): string {
  const meant = issue.errors.find(
    issues => !issues.some(inner => inner.code === 'invalid_type' && inner.path.length === 0),
  )
  if (meant === undefined) return `${path}: ${issue.message}.`
  return meant.map(inner => describeIssue({ ...inner, path: [...issue.path, ...inner.path] })).join(' ')
}

function toCamelCase(name: string): string {
  return name.replaceAll(/[-_.\s]+(\w)/g, (_separator, letter: string) => letter.toUpperCase())
}
