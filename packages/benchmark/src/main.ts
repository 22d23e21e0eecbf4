import { join, relative, resolve } from 'node:path'
import { parseCommandLine, USAGE, type CommandLine } from './command-line.ts'
import { allContestants } from './contestants/all-contestants.ts'
import { readMachineFacts } from './measuring/machine-facts.ts'
import type { CaseResult } from './measuring/measurement.ts'
import { formatCase } from './report/format-report.ts'
import { resultsFileName, writeResults } from './report/write-results.ts'
import { allScenarios } from './scenarios/all-scenarios.ts'

const RESULTS_FOLDER = join(import.meta.dirname, '../results')

try {
  const commandLine = parseCommandLine(process.argv.slice(2), {
    scenarios: allScenarios.map(({ name }) => name),
    contestants: allContestants.map(({ name }) => name),
  })
  await runBenchmark(commandLine)
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  process.exitCode = 1
}

async function runBenchmark({ isQuick, scenarios, contestants, jsonFile }: CommandLine): Promise<void> {
  const machine = readMachineFacts()
  console.log(
    `Node ${machine.node}, ${machine.processors} × ${machine.processor}, load ${machine.load}, ${machine.date}\n`,
  )
  const settings = { isQuick, contestants: chosen(allContestants, contestants) }
  const cases: CaseResult[] = []
  for (const scenario of chosen(allScenarios, scenarios)) {
    for (const result of await scenario.run(settings)) {
      cases.push(result)
      console.log(formatCase(result))
    }
  }
  const file =
    jsonFile === undefined ? join(RESULTS_FOLDER, resultsFileName(machine.date)) : resolve(jsonFile)
  writeResults(file, { machine, isQuick, cases })
  console.log(`Written to ${relative('.', file)}.`)
}

function chosen<T extends { readonly name: string }>(all: readonly T[], names: readonly string[]): T[] {
  return all.filter(({ name }) => names.length === 0 || names.includes(name))
}
