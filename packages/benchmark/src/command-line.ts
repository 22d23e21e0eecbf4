import { parseArgs } from 'node:util'

export interface CommandLine {
  isQuick: boolean
  /** Names of scenarios; all of them where empty. */
  scenarios: string[]
  /** Names of contestants; all of them where empty. */
  contestants: string[]
  /** Where the results go, relative to the current folder. */
  jsonFile: string | undefined
}

export const USAGE = `Usage: pnpm bench [options]

  --quick              less of everything, in half a minute: to see that all works, not to compare
  --only <scenario>    this scenario; may be repeated
  --contestant <name>  this contestant; may be repeated
  --json <file>        write the results here instead of into results/`

/** @throws TypeError for options there are none of; Error for names of nothing. */
export function parseCommandLine(
  programArguments: readonly string[],
  known: { scenarios: readonly string[]; contestants: readonly string[] },
): CommandLine {
  const { values } = parseArgs({
    args: programArguments.filter(argument => argument !== '--'),
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      contestant: { type: 'string', multiple: true, default: [] },
      json: { type: 'string' },
    },
  })
  refuseUnknown('scenario', values.only, known.scenarios)
  refuseUnknown('contestant', values.contestant, known.contestants)
  return {
    isQuick: values.quick,
    scenarios: values.only,
    contestants: values.contestant,
    jsonFile: values.json,
  }
}

function refuseUnknown(kind: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find(name => !known.includes(name))
  if (unknown === undefined) return
  throw new Error(`There is no ${kind} '${unknown}'. There are: ${known.join(', ')}.`)
}
