import type { ModelMessage, ToolApprovalResponse, ToolApprovalStatus } from 'ai'
import { diffLines, fingerprint, planChange, type Change, type WantedChange } from './change.ts'
import type { Folder } from './folder.ts'
import type { Keyboard } from './keyboard.ts'
import type { Screen } from './screen.ts'
import type { PendingCall, SessionData } from './session.ts'

/** Nobody is there to ask: the input has ended. */
export class NobodyAnswersError extends Error {}

/** What approvals need to know, to show and to ask. */
export interface ApprovalSettings {
  folder: Folder
  /** Where it is kept what the user agreed to. */
  agreed: SessionData['agreed']
  screen: Screen
  keyboard: Keyboard
  /** Everything is approved. */
  yes: boolean
}

/** The user's word on what a model wants to do. */
export interface Approvals {
  /** For `toolApproval`: whether changes have to be asked for. */
  forChanges(): ToolApprovalStatus
  /** For `toolApproval`: whether these pages have to be asked for. */
  forPages(input: { urls: string[] }, options: { messages: ModelMessage[] }): ToolApprovalStatus
  /** Asks about each call. @throws NobodyAnswersError; the signal's reason when it is aborted. */
  ask(calls: readonly PendingCall[], signal: AbortSignal): Promise<ToolApprovalResponse[]>
  /** @throws Error where the user has not agreed to this very change. */
  confirm(toolCallId: string, change: Change): void
}

const question = 'Do it? y(es), n(o), a(lways), or what to do instead: '

export function createApprovals({ folder, agreed, screen, keyboard, yes }: ApprovalSettings): Approvals {
  const always = { changes: yes, pages: yes }
  // What is approved together is done in order: later changes begin where earlier ones end.
  let texts = new Map<string, string>()

  const decide = async (kind: 'changes' | 'pages', signal: AbortSignal) => {
    if (always[kind]) return { approved: true }
    const answer = await keyboard.ask(question, signal)
    if (answer === undefined) throw new NobodyAnswersError('Nobody answers.')
    const word = answer.trim().toLowerCase()
    if (['a', 'always'].includes(word)) always[kind] = true
    if (['y', 'yes', 'a', 'always'].includes(word)) return { approved: true }
    const isPlainNo = ['', 'n', 'no'].includes(word)
    return { approved: false, reason: isPlainNo ? 'The user said no.' : `The user said: ${answer.trim()}` }
  }

  const decideChange = async (call: WantedChange & PendingCall, signal: AbortSignal) => {
    const change = await planChange(folder, call, texts).catch((error: Error) => error)
    if (change instanceof Error) {
      const reason = `Not possible: ${change.message}`
      screen.alert(`  ${reason}`)
      return { approved: false, reason }
    }
    screen.diff(change.path, diffLines(change))
    const decision = await decide('changes', signal)
    if (decision.approved) {
      agreed[call.toolCallId] = fingerprint(change)
      texts.set(change.file, change.after)
    }
    return decision
  }

  const decidePages = ({ input }: PendingCall, signal: AbortSignal) => {
    screen.alert(
      `An address that the model has put together may carry away what it has read: ${JSON.stringify(input)}`,
    )
    return decide('pages', signal)
  }

  return {
    forChanges: () => (always.changes ? undefined : 'user-approval'),
    forPages({ urls }, { messages }) {
      return always.pages || urls.every(url => isGiven(url, messages)) ? undefined : 'user-approval'
    },
    async ask(calls, signal) {
      texts = new Map()
      const responses: ToolApprovalResponse[] = []
      for (const call of calls) {
        const decision = isChange(call) ? await decideChange(call, signal) : await decidePages(call, signal)
        responses.push({ type: 'tool-approval-response', approvalId: call.approvalId, ...decision })
      }
      return responses
    },
    confirm(toolCallId, change) {
      const seen = agreed[toolCallId]
      delete agreed[toolCallId]
      if (seen === fingerprint(change) || (seen === undefined && always.changes)) return
      throw new Error(`${change.path} is not as it was when the user agreed. Read it, and ask again.`)
    },
  }
}

/**
 * An address that the model puts together can carry away what it has read; one that it was given cannot. What a tool
 * gives back counts only if the model had not written it before: tools repeat what they are asked.
 */
function isGiven(url: string, messages: readonly ModelMessage[]): boolean {
  const text = JSON.stringify(url).slice(1, -1)
  const roles = messages.filter(message => JSON.stringify(message).includes(text)).map(({ role }) => role)
  return roles[0] === 'tool' || roles.includes('user')
}

function isChange(call: PendingCall): call is WantedChange & PendingCall {
  return call.toolName === 'editFile' || call.toolName === 'writeFile'
}
