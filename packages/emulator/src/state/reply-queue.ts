import { isRawReply, type RawReply, type ScriptedReply } from '../contract/scripted-reply.ts'
import { MatchQueue, type Incoming, type Match } from './match-queue.ts'

/** Replies written by a test. */
export interface Replies {
  /**
   * Answers the next matching request with this instead of what the emulator would have said. The request
   * is still checked first: a request the API would refuse is refused, and the reply waits for the next.
   * Without `method`, only POST requests take one; replies by meaning only fit chat and text completions.
   */
  next(reply: ScriptedReply, match?: Match): void
}

export class ReplyQueue implements Replies {
  readonly #queue = new MatchQueue<ScriptedReply>()

  next(reply: ScriptedReply, match: Match = {}): void {
    this.#queue.add(reply, { method: 'POST', ...match })
  }

  /** For an endpoint that can render a reply by its meaning. */
  take(incoming: Incoming): ScriptedReply | undefined {
    return this.#queue.take(incoming)
  }

  /** For an endpoint that can only send bytes. */
  takeRaw(incoming: Incoming): RawReply | undefined {
    return this.#queue.take(incoming, isRawReply)
  }

  clear(): void {
    this.#queue.clear()
  }
}
