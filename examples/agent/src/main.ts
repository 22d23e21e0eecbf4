import { Command, CommanderError, InvalidArgumentError } from 'commander'
import { run, type RunOptions } from './run.ts'

const program = new Command('agent')
  .description(
    'Reads, searches and changes the files of a folder, and searches the web, with a model of NanoGPT.',
  )
  .argument('[prompt]', 'what to do; without it, prompts are read from the terminal')
  .option('-m, --model <id>', 'the model (default: zai-org/glm-5:thinking)')
  .option('-f, --folder <path>', 'the folder to work in (default: the current one)')
  .option('-s, --session <file>', 'keeps the conversation in this file, or takes it up again')
  .option('--max-usd <amount>', 'spends no more than this on the conversation, in USD', readAmount)
  .option('-y, --yes', 'makes changes and opens pages without asking', false)
  .option('--no-caching', 'leaves the prompt cache off')
  .option('--emulator', 'uses the emulator even where there is a key', false)
  .addHelpText(
    'after',
    `
Environment:
  NANOGPT_API_KEY    (or NANO_GPT_API_KEY) the key; without it the emulator answers, in a copy of a sample folder
  NANOGPT_BASE_URL   another address of the API
  NO_COLOR           no colour on the terminal

Exit codes: 0 answered, 1 failed, 2 wrong arguments, 3 the budget is used up, 4 nobody to approve a change,
130 stopped by Ctrl+C.`,
  )
  .exitOverride()
  .action(async (prompt: string | undefined, options: Omit<RunOptions, 'prompt'>) => {
    process.exitCode = await run({ ...options, prompt })
  })

function readAmount(text: string): number {
  const amount = Number(text)
  if (amount > 0 && Number.isFinite(amount)) return amount
  throw new InvalidArgumentError('It must be an amount above 0, such as 0.50.')
}

// `| head` has seen enough: what nobody reads should not be paid for.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  await program.parseAsync()
} catch (error) {
  // It has said what is wrong already.
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? 0 : 2
}
