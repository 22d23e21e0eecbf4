import type { Fault } from '../contract/fault.ts'
import type { Match } from '../state/match-queue.ts'

/** A fault from the command line, with what it applies to. Without `times` it stays. */
export interface FaultSpec {
  fault: Fault
  match: Match & { times?: number }
}

/** What a fault takes: the field that stands right behind its name, and the fields that may follow. */
interface Grammar {
  main?: string
  defaults: Record<string, string | number | boolean>
  numbers: readonly string[]
  texts: readonly string[]
}

const grammar: Record<Fault['type'], Grammar> = {
  latency: { main: 'ms', defaults: {}, numbers: ['ms'], texts: [] },
  status: {
    main: 'status',
    defaults: {},
    numbers: ['status', 'retryAfter'],
    texts: ['code', 'message', 'errorType', 'param', 'envelope'],
  },
  network: { defaults: {}, numbers: [], texts: ['message'] },
  cut: { main: 'afterFrames', defaults: { how: 'end' }, numbers: ['afterFrames'], texts: ['how'] },
  stall: { main: 'afterFrames', defaults: {}, numbers: ['afterFrames'], texts: [] },
  errorFrame: {
    main: 'afterFrames',
    defaults: {},
    numbers: ['afterFrames', 'status'],
    texts: ['code', 'message'],
  },
  malformedFrame: { main: 'afterFrames', defaults: {}, numbers: ['afterFrames'], texts: [] },
  contentType: { main: 'contentType', defaults: {}, numbers: [], texts: ['contentType', 'body'] },
  split: { main: 'bytes', defaults: {}, numbers: ['bytes'], texts: [] },
  job: { defaults: {}, numbers: [], texts: ['message', 'code', 'userMessage'] },
  keepAlive: { main: 'everyFrames', defaults: {}, numbers: ['everyFrames'], texts: [] },
}

const matchTexts = ['path', 'model', 'method']

/** The part of `--help` about faults. */
export const faultHelp = `
Faults (--fault, repeatable), each in the form name[=value][,field=value …]:
  latency=500             waits so many milliseconds
  status=503              answers with an error; fields: code, message, envelope, retryAfter
  network                 tears the connection instead of answering
  cut=5                   ends the body after so many frames; how=break tears the connection
  stall=5                 goes silent after so many frames
  error-frame=5           an error inside the stream; fields: status, code, message
  malformed-frame=5       a frame of broken JSON
  content-type=text/html  another content type; field: body
  split=1                 cuts the body into pieces of so many bytes
  keep-alive=1            a comment before every so many frames
  job                     accepts a job and lets it fail; fields: message, code, userMessage
All take times=n (else every request), path=…, model=… and method=….

Example: nanogpt-emulator --fault status=429,retryAfter=2,times=1 --fault cut=5,how=break,model=zai-org/glm-5
`

/** `error-frame` and `errorFrame` are one name. */
function camelCase(name: string): string {
  return name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
}

function readPair(text: string): [name: string, value: string | undefined] {
  const at = text.indexOf('=')
  return at < 0
    ? [camelCase(text.trim()), undefined]
    : [camelCase(text.slice(0, at).trim()), text.slice(at + 1).trim()]
}

function readNumber(name: string, value: string): number {
  const number = Number(value)
  if (value === '' || !Number.isFinite(number) || number < 0)
    throw new Error(`${name} must be a number, not "${value}"`)
  return number
}

function readField(name: string, value: string | undefined, { numbers, texts }: Grammar): string | number {
  if (value === undefined) throw new Error(`${name} needs a value, as in ${name}=…`)
  if (numbers.includes(name) || name === 'times') return readNumber(name, value)
  if (texts.includes(name) || matchTexts.includes(name)) return value
  throw new Error(`"${name}" is not known here`)
}

/** Reads a fault such as `status=503,times=2` or `cut=5,how=break`. Throws a sentence where it cannot. */
export function readFaultSpec(text: string): FaultSpec {
  const [head = '', ...rest] = text.split(',')
  const [type, mainValue] = readPair(head)
  const rules = grammar[type as Fault['type']]
  if (rules === undefined) throw new Error(`there is no fault "${type}"`)
  const fields: Record<string, string | number | boolean> = { ...rules.defaults }
  if (rules.main !== undefined) fields[rules.main] = readField(rules.main, mainValue, rules)
  for (const [name, value] of rest.map(readPair)) fields[name] = readField(name, value, rules)
  const { times, path, model, method, ...own } = fields
  const match = { times, path, model, method }
  return {
    fault: { type, ...own } as unknown as Fault,
    match: Object.fromEntries(Object.entries(match).filter(([, value]) => value !== undefined)),
  }
}
