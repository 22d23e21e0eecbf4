import { parseArgs } from 'node:util'
import { connect } from './connect.ts'
import { Page } from './page.ts'
import { runTour } from './run-tour.ts'
import { allStops } from './stops/all-stops.ts'

const help = `Usage: node src/tour.ts [--emulator]

Visits every kind of model with the AI SDK and prints what an application would show.

  --emulator   use the emulator inside this process, even where there is a key
  --help       print this

Environment:
  NANOGPT_API_KEY    (or NANO_GPT_API_KEY) tours the live API, which costs some twenty cents;
                     without it the emulator answers, which costs nothing
  NANOGPT_BASE_URL   another address of the API
  NO_COLOR           no colour on the terminal
`

function readArguments(): { emulator: boolean; help: boolean } {
  const { values } = parseArgs({
    options: {
      emulator: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  return values
}

/** `| head` has seen enough: what nobody reads should not be paid for. */
function leaveWithTheReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
}

async function main(): Promise<number> {
  const wanted = readArguments()
  if (wanted.help) {
    process.stdout.write(help)
    return 0
  }
  // The first Ctrl+C aborts the call that is under way, a second one ends the process as usual.
  const interruption = new AbortController()
  process.once('SIGINT', () => interruption.abort())
  return runTour({
    stops: allStops,
    connection: connect(wanted),
    page: new Page(process.stdout),
    signal: interruption.signal,
  })
}

leaveWithTheReader()
try {
  process.exitCode = await main()
} catch (error) {
  // An unknown option; stops that fail are the tour's own business.
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  process.exitCode = 2
}
