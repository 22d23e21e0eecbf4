import { resolve } from 'node:path'
import type { LogWarningsFunction } from 'ai'
import { createAgent } from './agent.ts'
import { createApprovals } from './approvals.ts'
import { openBooks } from './books.ts'
import { chooseCaching, type Caching } from './caching.ts'
import { connect, type Connection } from './connect.ts'
import { describeFailure } from './failure.ts'
import { openFolder } from './folder.ts'
import { listenForInterrupts, type Interrupts } from './interrupts.ts'
import { openKeyboard } from './keyboard.ts'
import { createScreen, type Screen } from './screen.ts'
import { isUnfinished, openSession, pendingCalls } from './session.ts'
import { takeTurn, type Turn } from './turn.ts'

/** What the command line says. */
export interface RunOptions {
  prompt: string | undefined
  model?: string
  folder?: string
  session?: string
  maxUsd?: number
  yes: boolean
  caching: boolean
  emulator: boolean
}

const DEFAULT_MODEL = 'zai-org/glm-5:thinking'

/** Answers one prompt, or one after the other, and resolves to the exit code. */
export async function run(options: RunOptions): Promise<number> {
  const screen = createScreen(process.stdout, process.stderr)
  const keyboard = openKeyboard(process.stdin, process.stderr)
  const interrupts = listenForInterrupts()
  globalThis.AI_SDK_LOG_WARNINGS = warnOnce(screen)
  try {
    const connection = connect(options)
    const turn = await prepare(options, { connection, screen, keyboard })
    const hint = howToGoOn(options)
    const answer = (prompt?: string) => answerPrompt({ ...turn, prompt, hint, connection, interrupts })
    if (options.prompt !== undefined) return await answer(options.prompt)

    let exitCode = isUnfinished(turn.session.data.messages) ? await answer() : 0
    for (;;) {
      const prompt = await keyboard.ask('› ', interrupts.next()).catch(() => undefined)
      if (prompt === undefined) return exitCode
      const hasWork = prompt.trim() !== '' || isUnfinished(turn.session.data.messages)
      if (hasWork) exitCode = await answer(prompt.trim())
    }
  } catch (error) {
    const { message, exitCode } = describeFailure(error)
    screen.alert(message, 'red')
    return exitCode
  } finally {
    screen.idle()
    keyboard.close()
  }
}

type Terminal = { connection: Connection } & Pick<
  Parameters<typeof createApprovals>[0],
  'screen' | 'keyboard'
>

async function prepare(options: RunOptions, { connection, screen, keyboard }: Terminal): Promise<Turn> {
  const { nanogpt, notice, findFolder } = connection
  const session = await openSession(options.session, {
    wanted: {
      ...(options.folder && { folder: resolve(options.folder) }),
      ...(options.model && { model: options.model }),
    },
    otherwise: async () => ({ folder: await findFolder(), model: DEFAULT_MODEL }),
  })
  const { data } = session
  const folder = await openFolder(data.folder, options.session)
  const books = openBooks({ maxUsd: options.maxUsd, earlierUsd: data.spentUsd })
  const approvals = createApprovals({ folder, agreed: data.agreed, screen, keyboard, yes: options.yes })
  // Without the catalogue it works too, only dearer.
  const models = options.caching ? await nanogpt.getAvailableModels().catch(() => []) : []
  const caching: Caching = options.caching
    ? chooseCaching(data.model, models)
    : { options: {}, reason: 'as you asked' }
  const isCached = Object.keys(caching.options).length > 0

  screen.aside(notice)
  screen.aside(`${data.model} in ${folder.root} · prompt cache ${isCached ? 'on' : 'off'}: ${caching.reason}`)
  const agent = createAgent({ nanogpt, folder, session, approvals, books, caching: caching.options })
  return { agent, session, approvals, books, screen }
}

interface Answer extends Turn {
  /** How to go on with what is unfinished. */
  hint: string
  /** Empty or absent: to go on with what is unfinished. */
  prompt: string | undefined
  connection: Connection
  interrupts: Interrupts
}

function howToGoOn({ prompt, session }: RunOptions): string {
  if (prompt === undefined) return 'To go on: an empty line.'
  return session === undefined ? '' : 'To go on: the same --session, without a prompt.'
}

/** Each step of the agent has the same warnings. */
function warnOnce(screen: Screen): LogWarningsFunction {
  const said = new Set<string>()
  return ({ warnings }) => {
    for (const warning of warnings) {
      const text =
        'message' in warning ? warning.message : `${warning.feature}: ${warning.details ?? warning.type}`
      if (!said.has(text)) screen.alert(`Warning: ${text}`)
      said.add(text)
    }
  }
}

/** Resolves to the exit code. What is finished is in the session, however it ends. */
async function answerPrompt({ prompt, hint, connection, interrupts, ...turn }: Answer): Promise<number> {
  const { session, books, screen } = turn
  const signal = interrupts.next()
  try {
    // What waits for the user comes first: the model cannot be asked anything else before.
    if (!prompt || pendingCalls(session.data.messages).length > 0) await takeTurn(turn, signal)
    if (prompt) {
      session.data.messages.push({ role: 'user', content: prompt })
      await session.save()
      await takeTurn(turn, signal)
    }
    return 0
  } catch (error) {
    const failure = signal.aborted ? { message: 'Stopped.', exitCode: 130 } : describeFailure(error)
    screen.alert(failure.message, 'red')
    screen.busy('Looking up what that cost')
    // Where nobody can tell, the summary says so.
    await books.settle(connection.nanogpt).catch(() => {})
    session.data.spentUsd = books.spentUsd()
    await session.save()
    screen.aside(books.summary())
    if (isUnfinished(session.data.messages) && hint !== '') screen.aside(hint)
    return failure.exitCode
  }
}
