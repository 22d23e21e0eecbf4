import { fileURLToPath } from 'node:url'
import { fileAnswer, type FileForm, type FileKind } from '../answers/file-answer.ts'
import { runInFreshProcess } from '../measuring/fresh-process.ts'
import type { CaseResult } from '../measuring/measurement.ts'
import { measureInTurns, millisecondsOf } from '../measuring/round-robin.ts'
import type { Scenario, ScenarioSettings } from './scenario.ts'

const MEMORY_PROGRAM = fileURLToPath(new URL('read-file-once.ts', import.meta.url))

/** How long it takes to have an image in bytes, and how much memory: out of JSON, and from an address in JSON. */
export const image: Scenario = {
  name: 'image',
  run: settings => measureForms('image', ['base64', 'url'], settings),
}

/** The same of a sound, which is the body of its answer. */
export const speech: Scenario = {
  name: 'speech',
  run: settings => measureForms('speech', ['bytes'], settings),
}

interface FileCase {
  kind: FileKind
  form: FileForm
  byteCount: number
  title: string
}

const NAMES: Readonly<Record<FileForm, string>> = {
  base64: 'in the JSON of the answer',
  url: 'from an address',
  bytes: 'as the body of the answer',
}

async function measureForms(
  kind: FileKind,
  forms: readonly FileForm[],
  settings: ScenarioSettings,
): Promise<CaseResult[]> {
  const megabytes = settings.isQuick ? 1 : 20
  const results: CaseResult[] = []
  for (const form of forms) {
    const title = `${kind === 'image' ? 'Image' : 'Speech'} of ${megabytes} MB, ${NAMES[form]}`
    const one = { kind, form, byteCount: megabytes * 1_000_000, title }
    const time = await measureTime(one, settings)
    const failed = new Set(time.measurements.map(({ contestant, problem }) => problem && contestant))
    const contestants = settings.contestants.filter(({ name }) => !failed.has(name))
    results.push(time, await measureMemory(one, { ...settings, contestants }))
  }
  return results
}

async function measureTime(
  { kind, form, byteCount, title }: FileCase,
  { contestants, isQuick }: ScenarioSettings,
): Promise<CaseResult> {
  const answer = fileAnswer({ kind, form, byteCount })
  const measurements = await measureInTurns({
    contestants,
    rounds: isQuick ? 3 : 15,
    warmUpRounds: 2,
    budgetMilliseconds: 15_000,
    measure: async contestant => {
      let bytes: Uint8Array = new Uint8Array()
      const milliseconds = await millisecondsOf(async () => {
        bytes = await contestant.readFile(kind, answer)
      })
      // Whoever is fast and wrong is not fast.
      if (Buffer.compare(bytes, answer.file) !== 0) throw new Error('The file is not the one that was sent.')
      return milliseconds
    },
  })
  const remark = `${(answer.wireBytes / 1e6).toFixed(1)} MB on the wire`
  return {
    scenario: kind,
    title,
    unit: 'ms',
    measurements: measurements.map(one => (one.problem === undefined ? { ...one, remark } : one)),
    hasRatios: true,
  }
}

async function measureMemory(
  { kind, form, byteCount, title }: FileCase,
  { contestants, isQuick }: ScenarioSettings,
): Promise<CaseResult> {
  const measurements = await measureInTurns({
    contestants,
    rounds: isQuick ? 1 : 5,
    warmUpRounds: 0,
    budgetMilliseconds: 30_000,
    measure: async ({ name }) => {
      const programArguments = [MEMORY_PROGRAM, name, kind, form, `${byteCount}`]
      const output = await runInFreshProcess(['--expose-gc', ...programArguments])
      return (JSON.parse(output) as { bytes: number }).bytes / 1e6
    },
  })
  return {
    scenario: kind,
    title: `${title}, peak of the memory of a process above what it had before`,
    unit: 'MB',
    measurements,
    hasRatios: true,
  }
}
