import type { TextStreamPart } from 'ai'
import type { FolderAgent } from './agent.ts'
import type { Approvals } from './approvals.ts'
import type { Books } from './books.ts'
import { describeResult, sourcesOf } from './describe-result.ts'
import type { Screen } from './screen.ts'
import { pendingCalls, type Session } from './session.ts'

/** What a turn takes. */
export interface Turn {
  agent: FolderAgent
  session: Session
  approvals: Approvals
  books: Books
  screen: Screen
}

/**
 * Goes on with the conversation until the model has answered and nothing waits for the user.
 *
 * @throws what went wrong, and the signal's reason when it is aborted. All finished steps are in the session then.
 */
export async function takeTurn(turn: Turn, signal: AbortSignal): Promise<void> {
  const { data, save } = turn.session
  do {
    const pending = pendingCalls(data.messages)
    if (pending.length > 0) {
      data.messages.push({ role: 'tool', content: await turn.approvals.ask(pending, signal) })
      await save()
    }
    await streamAnswer(turn, signal)
  } while (pendingCalls(data.messages).length > 0)
}

async function streamAnswer(turn: Turn, signal: AbortSignal): Promise<void> {
  const { agent, session, books, screen } = turn
  const view = newView()
  screen.busy('Working')
  const { stream } = await agent.stream({
    messages: session.data.messages,
    abortSignal: signal,
    async onStepEnd({ finishReason, response }) {
      // A step that failed is asked for again: half of it is worth nothing.
      if (finishReason !== 'error') session.data.messages.push(...response.messages)
      session.data.spentUsd = books.spentUsd()
      await session.save()
    },
  })
  for await (const part of stream) show(part, turn, view)
  screen.idle()

  if (signal.aborted) {
    await noteInterruption(session, view)
    signal.throwIfAborted()
  }
  if (view.error !== undefined) throw view.error
  showEnd(turn, view)
}

/** What has been shown of an answer. */
interface View {
  steps: number
  /** Text of the step under way. */
  text: string
  /** Tools of the step under way that have done their work. */
  done: string[]
  sources: Map<string, string | undefined>
  finishReason: string | undefined
  error: unknown
}

function newView(): View {
  return {
    steps: 0,
    text: '',
    done: [],
    sources: new Map(),
    finishReason: undefined,
    error: undefined,
  }
}

function show(part: TextStreamPart<FolderAgent['tools']>, { books, screen }: Turn, view: View): void {
  switch (part.type) {
    case 'start-step':
      if (view.steps > 0) screen.aside(books.summary())
      Object.assign(view, { text: '', done: [], steps: view.steps + 1 })
      return screen.busy('Working')
    case 'reasoning-delta':
      return screen.thought(part.text)
    case 'text-delta':
      view.text += part.text
      return screen.answer(part.text)
    case 'tool-call':
      screen.call(part.toolName, part.input)
      return screen.busy('Working')
    case 'tool-result':
      view.done.push(part.toolName)
      for (const [url, title] of sourcesOf(part)) view.sources.set(url, title)
      screen.result(`→ ${describeResult(part)}`)
      return screen.busy('Working')
    case 'tool-error':
      screen.result(`→ ${part.toolName} failed: ${messageOf(part.error)}`, 'red')
      return screen.busy('Working')
    case 'tool-output-denied':
      return screen.result(`→ ${part.toolName} was not done`, 'red')
    case 'source':
      if (part.sourceType === 'url') view.sources.set(part.url, part.title)
      return
    case 'finish':
      view.finishReason = part.finishReason
      return
    case 'error':
      view.error = part.error
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

const endings: Record<string, string> = {
  length: 'The answer was cut at the limit of tokens.',
  'content-filter': 'The answer was stopped by a content filter.',
  'tool-calls': 'Stopped after 50 steps. Say "go on" for more.',
  other: 'The answer ended before it was complete.',
}

function showEnd({ session, books, screen }: Turn, { sources, finishReason = 'other' }: View): void {
  for (const [index, [url, title]] of [...sources].entries()) {
    screen.aside(`[${index + 1}] ${title === undefined ? url : `${title} · ${url}`}`)
  }
  const ending = endings[finishReason]
  const isWaiting = pendingCalls(session.data.messages).length > 0
  if (ending !== undefined && !isWaiting) screen.alert(ending)
  screen.aside(books.summary())
}

/** The user has seen half a step, and files may have changed: the model should know. */
async function noteInterruption(session: Session, { text, done }: View): Promise<void> {
  if (text === '' && done.length === 0) return
  const work = done.length > 0 ? ` Done before that: ${done.join(', ')}.` : ''
  const note = `${text}\n(The user stopped this answer here.${work})`.trim()
  session.data.messages.push({ role: 'assistant', content: note })
  await session.save()
}
