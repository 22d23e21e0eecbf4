import { createNanoGPT, VERSION, type NanoGPTModelInfo, type NanoGPTModelSearch } from '../index.ts'
import { explainFailure } from './explain-failure.ts'
import { LEGEND, writeTable } from './model-table.ts'
import { OTHER_KINDS, writeTypes } from './model-types.ts'
import { readArguments, type Task } from './read-arguments.ts'
import { USAGE } from './usage-text.ts'

/** Where output goes. */
export interface Terminal {
  out: (text: string) => void
  error: (text: string) => void
  /** Somebody reads the output, not a program. */
  isWatched: boolean
}

/** The command. Gives the exit code. */
export async function runCommand(argv: readonly string[], terminal: Terminal): Promise<number> {
  try {
    await carryOut(readArguments(argv), terminal)
    return 0
  } catch (error) {
    const { message, exitCode } = explainFailure(error)
    terminal.error(`error: ${message}\n`)
    return exitCode
  }
}

async function carryOut(task: Task, terminal: Terminal): Promise<void> {
  if (task.name === 'help') return terminal.out(USAGE)
  if (task.name === 'version') return terminal.out(`${VERSION}\n`)

  const nanogpt = createNanoGPT(task.baseURL === undefined ? {} : { baseURL: task.baseURL })
  if (task.name === 'types') return terminal.out(await declareModels(nanogpt, task.search))
  const models = await nanogpt.findModels(task.search)
  if (task.isJson) return terminal.out(`${JSON.stringify(models.map(withoutRaw), undefined, 2)}\n`)
  if (models.length === 0) return terminal.error(`${await explainNothing(nanogpt, task.search)}\n`)
  terminal.out(writeTable(models))
  if (terminal.isWatched) {
    terminal.error(`\n${models.length} ${models.length === 1 ? 'model' : 'models'}. ${LEGEND}\n`)
  }
}

/** A mistyped ability fits nothing either: the abilities are those of the list. */
async function explainNothing(
  nanogpt: ReturnType<typeof createNanoGPT>,
  { abilities = [], kind, plan }: NanoGPTModelSearch,
): Promise<string> {
  if (abilities.length === 0) return 'No model fits.'
  const all = await nanogpt.findModels({ ...(kind && { kind }), ...(plan && { plan }) })
  const known = new Set(
    all.flatMap(model => Object.entries(model.abilities).flatMap(([name, has]) => (has ? [name] : []))),
  )
  const unknown = abilities.filter(name => !known.has(name))
  if (unknown.length === 0 || known.size === 0) return 'No model fits.'
  const names = unknown.map(name => `'${name}'`).join(', ')
  return `No model fits: none of the list has ${names}. There are: ${[...known].toSorted().join(', ')}.`
}

/** Nothing is written rather than a declaration without a model, which would take the known ids away. */
async function declareModels(
  nanogpt: ReturnType<typeof createNanoGPT>,
  { plan, kind = 'all', ...search }: NanoGPTModelSearch,
): Promise<string> {
  const ofPlan = plan === undefined ? search : { ...search, plan }
  // A plan is one of text models; those of other kinds are declared beside them.
  const searches = kind === 'all' ? [ofPlan, { ...search, kind: OTHER_KINDS }] : [{ ...ofPlan, kind }]
  const models = (await Promise.all(searches.map(one => nanogpt.findModels(one)))).flat()
  if (models.length === 0) throw new Error('No model fits, so there is nothing to declare.')
  return writeTypes(models)
}

/** What the API itself says is one request away. */
function withoutRaw({ raw: _raw, ...model }: NanoGPTModelInfo): Omit<NanoGPTModelInfo, 'raw'> {
  return model
}
