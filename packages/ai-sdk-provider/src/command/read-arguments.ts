import { parseArgs } from 'node:util'
import type { NanoGPTModelSearch } from '../index.ts'

/** What the command was told. */
export type Task =
  | { name: 'help' }
  | { name: 'version' }
  | { name: 'list'; search: NanoGPTModelSearch; baseURL: string | undefined; isJson: boolean }
  | { name: 'types'; search: NanoGPTModelSearch; baseURL: string | undefined }

/** An argument that cannot be. */
export class UsageError extends Error {
  override name = 'UsageError'
}

const OPTIONS = {
  kind: { type: 'string', multiple: true },
  plan: { type: 'string' },
  ability: { type: 'string', multiple: true },
  search: { type: 'string', multiple: true },
  'max-input': { type: 'string' },
  'max-output': { type: 'string' },
  'max-price': { type: 'string' },
  per: { type: 'string' },
  'min-context': { type: 'string' },
  subscription: { type: 'boolean' },
  sort: { type: 'string' },
  limit: { type: 'string' },
  json: { type: 'boolean' },
  'base-url': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const

/** @throws UsageError naming the argument that cannot be. */
export function readArguments(argv: readonly string[]): Task {
  refuseKeys(argv)
  const { values, positionals } = parse(argv)
  const [first, ...others] = positionals
  if (values.help || first === 'help') return { name: 'help' }
  if (values.version) return { name: 'version' }

  const name = first === 'types' ? 'types' : 'list'
  const words = first === 'types' || first === 'list' ? others : positionals
  const baseURL = values['base-url']
  const search = readSearch(values, words)
  if (name === 'list') return { name, search, baseURL, isJson: values.json ?? false }
  if (values.json) throw new UsageError('--json does not go with types, which writes TypeScript.')
  return { name, search, baseURL }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    // Node's own words name the option; the advice behind them is about positional arguments.
    const [words = ''] = String(error instanceof Error ? error.message : error).split('. ')
    throw new UsageError(words.endsWith('.') ? words : `${words}.`, { cause: error })
  }
}

/** The shell keeps what is typed, and every process of the machine can read it. */
function refuseKeys(argv: readonly string[]): void {
  if (!argv.some(argument => /^--(?:api-?)?key\b|\bsk-nano-/i.test(argument))) return
  throw new UsageError('A key does not belong on the command line. Set NANOGPT_API_KEY.')
}

type Values = ReturnType<typeof parse>['values']

function readSearch(values: Values, words: readonly string[]): NanoGPTModelSearch {
  const { plan, per, sort, limit } = values
  const kinds = split(values.kind)
  const abilities = split(values.ability).map(toCamelCase)
  const search = [...(values.search ?? []), ...words].join(' ')
  const wanted = {
    ...(kinds.length > 0 && { kind: kinds.includes('all') ? 'all' : kinds }),
    ...(plan !== undefined && { plan }),
    ...(abilities.length > 0 && { abilities }),
    ...(search !== '' && { search }),
    ...(per !== undefined && { per }),
    ...(sort !== undefined && { sortBy: sort }),
    ...(values.subscription && { isSubscription: true }),
    ...numberOf('maxInputPrice', '--max-input', values['max-input']),
    ...numberOf('maxOutputPrice', '--max-output', values['max-output']),
    ...numberOf('maxUnitPrice', '--max-price', values['max-price']),
    ...numberOf('minContext', '--min-context', values['min-context']),
    ...numberOf('limit', '--limit', limit),
  }
  // Names of lists, plans and orders are checked where they are known: in the provider.
  return wanted as NanoGPTModelSearch
}

/** `a,b` and `a` `b` are the same. */
function split(values: readonly string[] = []): string[] {
  return values.flatMap(value => value.split(',')).flatMap(value => value.trim() || [])
}

/** `tool_calling`, as the API writes it, and `tool-calling` are `toolCalling`. */
function toCamelCase(name: string): string {
  return name.replaceAll(/[-_](\w)/g, (_separator, letter: string) => letter.toUpperCase())
}

const TENFOLDS: Readonly<Record<string, number>> = { '': 1, k: 1000, m: 1_000_000 }

function numberOf<Name extends string>(
  name: Name,
  option: string,
  text: string | undefined,
): Partial<Record<Name, number>> {
  if (text === undefined) return {}
  const [, digits, unit = ''] = /^\$?(\d+(?:\.\d+)?|\.\d+)([km]?)$/i.exec(text.trim()) ?? []
  const factor = TENFOLDS[unit.toLowerCase()]
  if (digits === undefined || factor === undefined) {
    throw new UsageError(`${option} must be a number such as 0.5 or 128k, not '${text}'.`)
  }
  return { [name]: Number(digits) * factor } as Partial<Record<Name, number>>
}
