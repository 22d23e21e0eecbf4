import type { z } from 'zod'
import { invalidRequest, type ApiError } from './api-error.ts'

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** `messages[2].content[0].image_url`, as OpenAI writes `param`. */
export function writePath(path: Path): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`
    return text === '' ? String(key) : `${text}.${String(key)}`
  }, '')
}

function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  )
}

function orList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** What a value must be, for a sentence that begins with its path. */
function expectation(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be of type ${issue.expected === 'int' ? 'integer' : issue.expected}`
    case 'too_small':
      return `must be ${issue.inclusive ? 'at least' : 'more than'} ${issue.minimum}${unit(issue.origin)}`
    case 'too_big':
      return `must be ${issue.inclusive ? 'at most' : 'less than'} ${issue.maximum}${unit(issue.origin)}`
    case 'invalid_value':
      return `must be ${orList(issue.values.map(value => JSON.stringify(value)))}`
    case 'invalid_union':
      return unionExpectation(issue)
    default:
      return issue.message
  }
}

function unit(origin: string): string {
  if (origin === 'string') return ' characters long'
  return origin === 'array' ? ' items long' : ''
}

function unionExpectation(issue: z.core.$ZodIssueInvalidUnion): string {
  if (issue.errors.length === 0) return 'is none of the values that are known here'
  const types = issue.errors.flatMap(branch =>
    branch.filter(inner => inner.path.length === 0).map(expectation),
  )
  return types.length === 0 ? 'is not valid' : [...new Set(types)].join(', or ')
}

/** Of a union, the branch that got furthest is the one that was meant. */
function meant(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue
  const deeper = issue.errors
    .flat()
    .filter(inner => inner.path.length > 0 && inner.code !== 'unrecognized_keys')
  const deepest = deeper.toSorted((one, other) => other.path.length - one.path.length)[0]
  return deepest === undefined ? issue : meant({ ...deepest, path: [...issue.path, ...deepest.path] })
}

/** Codes that errors below a field have instead of the general one; the longest path wins. */
export type CodesByField = Readonly<Record<string, string>>

function codeFor(param: string, codes: CodesByField): string {
  const field = Object.keys(codes)
    .filter(name => param === name || param.startsWith(`${name}.`) || param.startsWith(`${name}[`))
    .toSorted((one, other) => other.length - one.length)[0]
  return field === undefined ? 'invalid_parameter_value' : (codes[field] ?? 'invalid_parameter_value')
}

function asError(found: Issue, root: unknown, codes: CodesByField): ApiError {
  const issue = meant(found)
  const param = writePath(issue.path)
  if (valueAt(root, issue.path) === undefined) {
    return invalidRequest('missing_required_parameter', `${param} is required`, param)
  }
  const code =
    issue.code === 'custom' && typeof issue.params?.code === 'string'
      ? issue.params.code
      : codeFor(param, codes)
  return invalidRequest(code, `${param} ${expectation(issue)}`, param)
}

function unknownIn(issue: Issue): string[] {
  return issue.code === 'unrecognized_keys' ? issue.keys.map(key => writePath([...issue.path, key])) : []
}

/**
 * Checks a body against a strict schema. The API ignores fields it does not know, so those are reported,
 * not refused; anything else that is wrong is thrown as a 400.
 */
export function validate<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  codes: CodesByField = {},
): { value: z.input<Schema>; unknownFields: string[] } {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidRequest('invalid_json', 'The request body must be a JSON object.')
  }
  const issues = schema.safeParse(body).error?.issues ?? []
  const wrong = issues.find(issue => issue.code !== 'unrecognized_keys')
  if (wrong !== undefined) throw asError(wrong, body, codes)
  // Nothing but unknown keys was found, so the body is what the schema says.
  return { value: body as z.input<Schema>, unknownFields: issues.flatMap(unknownIn) }
}
