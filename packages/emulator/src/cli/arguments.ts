import { Command, InvalidArgumentError, Option } from 'commander'
import { EMULATOR_API_KEY, type EmulatorOptions } from '../options.ts'
import { faultHelp, readFaultSpec, type FaultSpec } from './fault-spec.ts'

declare const __PACKAGE_VERSION__: string | undefined

/** What the command was told. */
export interface CommandSettings {
  host: string
  port: number
  verbose: boolean
  faults: FaultSpec[]
  emulator: EmulatorOptions & { apiKey: string }
}

/** Where help and complaints go. */
export interface Terminal {
  out: (text: string) => void
  error: (text: string) => void
}

function wholeNumber(low: number, high: number): (text: string) => number {
  return text => {
    const number = Number(text)
    if (text.trim() !== '' && Number.isInteger(number) && number >= low && number <= high) return number
    throw new InvalidArgumentError(`It must be a whole number from ${low} to ${high}.`)
  }
}

function dollars(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number))
    throw new InvalidArgumentError('It must be a number of US dollars.')
  return number
}

/** `20` for every frame, `400,20` with another wait before the first. */
function readPace(text: string): { firstFrame: number; frame: number } {
  const [first = NaN, frame = first] = text.split(',').map(part => (part.trim() === '' ? NaN : Number(part)))
  if (!(first >= 0 && frame >= 0))
    throw new InvalidArgumentError('It must be milliseconds, such as 20 or 400,20.')
  return { firstFrame: first, frame }
}

function addFault(text: string, faults: FaultSpec[] = []): FaultSpec[] {
  try {
    return [...faults, readFaultSpec(text)]
  } catch (error) {
    throw new InvalidArgumentError(`Here ${(error as Error).message}. See --help.`)
  }
}

function createCommand({ out, error }: Terminal): Command {
  return new Command('nanogpt-emulator')
    .description('Serves a local NanoGPT API: strict, deterministic, with faults on request.')
    .version(typeof __PACKAGE_VERSION__ === 'string' ? __PACKAGE_VERSION__ : '0.0.0-source')
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 takes any free one', wholeNumber(0, 65_535), 8787)
    .option('--key <key>', 'the API key that is accepted', EMULATOR_API_KEY)
    .option('--balance <usd>', "the account's balance", dollars, 100)
    .option('--subscription', 'the account has a subscription', false)
    .option('--pace <ms>', 'wait before every frame of a stream, or first,following', readPace)
    .option('--fault <spec>', 'something that goes wrong (see below)', addFault)
    .option('--usage-without-asking', 'send usage even when it was not asked for', false)
    .addOption(
      new Option('--on-unknown-field <policy>', 'what to do with undocumented fields')
        .choices(['ignore', 'warn', 'error'])
        .default('ignore'),
    )
    .option('--seed <number>', 'another seed gives other answers', wholeNumber(0, Number.MAX_SAFE_INTEGER), 1)
    .option('--verbose', 'also print request bodies and how they were understood', false)
    .addHelpText('after', faultHelp)
    .exitOverride()
    .configureOutput({ writeOut: out, writeErr: error })
}

/** Reads the command line. Throws commander's `CommanderError`, whose exit code is 0 after --help and --version. */
export function readArguments(argv: readonly string[], terminal: Terminal): CommandSettings {
  const command = createCommand(terminal)
  command.parse(argv, { from: 'user' })
  const { host, port, verbose, fault, key, pace, ...emulator } = command.opts()
  return {
    host,
    port,
    verbose,
    faults: fault ?? [],
    emulator: { apiKey: key, ...(pace !== undefined && { pace }), ...emulator },
  }
}
