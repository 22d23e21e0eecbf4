import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { usageLedger } from '@nanogpt/ai-sdk-provider'
import { wrapLanguageModel } from 'ai'
import { describeBill } from './bill.ts'
import { runAsk, runEvaluate, runIngest, type Pipeline } from './commands.ts'
import { connect } from './connect.ts'
import { openDatabase } from './database.ts'
import { chatModelId, space } from './settings.ts'

const help = `Usage: npm run pipeline                            all of it, on some seventy documents
       npm run pipeline ingest [-- --full]         read, cut, embed, store; --full: over 300 documents
       npm run pipeline ask "How do I …?"          search, and answer with citations
       npm run pipeline evaluate                   how well the search finds what it should
       npm run pipeline workflow                   the ingestion as a durable workflow

Options, behind a --:
  --full           all documents
  --data <folder>  where the embedded database keeps its files
  --emulator       use the emulator, even where there is a key
  --help           print this

Environment:
  NANOGPT_API_KEY  (or NANO_GPT_API_KEY) uses the live API; all documents cost a cent or two
  DATABASE_URL     a Postgres server with pgvector, instead of the embedded database
`

const commands: readonly string[] = ['all', 'ingest', 'ask', 'evaluate', 'workflow']

const sampleQuestion = 'How do I test my application without a network?'

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      full: { type: 'boolean', default: false },
      data: {
        type: 'string',
        default: fileURLToPath(new URL('../output/database', import.meta.url)),
      },
      emulator: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  const [command = 'all', ...words] = positionals
  if (!commands.includes(command)) throw new Error(`There is no command “${command}”.`)
  return { ...values, command, question: words.join(' ') }
}

type Arguments = ReturnType<typeof readArguments>

/** What each command does. */
async function run({ command, question, full }: Arguments, pipeline: Pipeline): Promise<void> {
  if (command === 'all' || command === 'ingest') {
    const { pending } = await runIngest(pipeline, { full })
    if (pending > 0) {
      process.exitCode = 130
      return
    }
  }
  if (command === 'all' || command === 'ask') await runAsk(pipeline, question || sampleQuestion)
  if (command === 'all' || command === 'evaluate') await runEvaluate(pipeline)
}

async function main(wanted: Arguments): Promise<void> {
  const { nanogpt, notice } = connect(wanted)
  const database = await openDatabase({ url: process.env['DATABASE_URL'], folder: wanted.data })
  const ledger = usageLedger()
  try {
    console.log(`Models: ${notice}.\nDatabase: ${database.name}.`)
    await run(wanted, {
      database,
      model: nanogpt.embeddingModel(space.modelId),
      chatModel: wrapLanguageModel({ model: nanogpt(chatModelId), middleware: ledger }),
      space,
      ledger,
    })
  } finally {
    await database.close()
    const bill = await describeBill(nanogpt, ledger.records)
    if (bill.length > 0) console.log(`\nUsed\n  ${bill.join('\n  ')}`)
  }
}

let wanted: Arguments | undefined
try {
  wanted = readArguments()
} catch (error) {
  // A name that no option or command has.
  console.error(`${messageOf(error)}\n\n${help}`)
  process.exitCode = 1
}
try {
  if (wanted?.help) console.log(help)
  else if (wanted?.command === 'workflow') await import('../workflow/run-locally.ts')
  else if (wanted !== undefined) await main(wanted)
} catch (error) {
  console.error(messageOf(error))
  process.exitCode = 1
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
