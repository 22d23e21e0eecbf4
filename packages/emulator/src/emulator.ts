import { app } from './app.ts'
import type { EmulatorState } from './env.ts'
import { NetworkFailure } from './contract/api-error.ts'
import { readOptions, type EmulatorOptions } from './options.ts'
import { Clock, type TimeControl } from './state/clock.ts'
import { FaultQueue, type Faults } from './state/fault-queue.ts'
import { FileStore } from './state/file-store.ts'
import { JobStore } from './state/job-store.ts'
import { Ledger, type Account } from './state/ledger.ts'
import { PromptCache } from './state/prompt-cache.ts'
import { ReplyQueue, type Replies } from './state/reply-queue.ts'
import type { RecordedRequest, UnknownField } from './state/request-log.ts'
import { SpokenTexts } from './state/spoken-texts.ts'

/** A NanoGPT API of one's own. */
export interface Emulator {
  /** Answers as the API would, whatever the host. Give it to a client as its `fetch`; it needs no socket. */
  readonly fetch: typeof globalThis.fetch
  /**
   * The API itself, for a server: one request in, one response out. Rejects with {@link NetworkFailure}
   * where the connection should be torn instead of answered.
   */
  handle(request: Request): Promise<Response>
  /** All requests so far, the oldest first. */
  readonly requests: RecordedRequest[]
  /** All fields so far that no document mentions: usually somebody's typing error. */
  readonly unknownFields: UnknownField[]
  /** Replies to give instead of computed ones. */
  readonly replies: Replies
  /** Things that should go wrong. */
  readonly faults: Faults
  readonly account: Account
  /** What files, jobs and bills take for the time. */
  readonly clock: TimeControl
  /** Back to the start: log, replies, faults, balance, caches, jobs, files and time. */
  reset(): void
}

function openState(options: EmulatorOptions): EmulatorState {
  const settings = readOptions(options)
  const clock = new Clock(settings.clock)
  const ledger = new Ledger(settings.balance, clock)
  return {
    options: settings,
    requests: [],
    unknownFields: [],
    replies: new ReplyQueue(),
    faults: new FaultQueue(),
    ledger,
    promptCache: new PromptCache(),
    clock,
    jobs: new JobStore(settings.jobs, clock, ledger),
    files: new FileStore(),
    spokenTexts: new SpokenTexts(),
    requestCount: 0,
  }
}

function resetState(state: EmulatorState): void {
  // Emptied in place: a test may hold on to the arrays.
  state.requests.length = 0
  state.unknownFields.length = 0
  state.replies.clear()
  state.faults.clear()
  state.ledger.reset()
  state.promptCache.clear()
  state.clock.reset()
  state.jobs.clear()
  state.files.clear()
  state.spokenTexts.clear()
  state.requestCount = 0
}

/** Rejects as soon as the signal is aborted, with its reason, as `fetch` does. */
function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason)
    signal.addEventListener('abort', leave, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
  })
}

/** Creates an emulator. Each has a state of its own; none opens a socket. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const state = openState(options)

  async function answer(request: Request, signal: AbortSignal): Promise<Response> {
    return app.fetch(request, { state, signal })
  }

  async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    // The caller's own signal: the one of a Request dies with it when nobody holds the Request any more.
    const signal = init?.signal ?? (input instanceof Request ? input.signal : request.signal)
    // A request that is given up before it is sent does not arrive.
    signal.throwIfAborted()
    try {
      return await orAborted(answer(request, signal), signal)
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error
      throw new TypeError(error.message, { cause: error })
    }
  }

  return {
    fetch,
    handle: request => answer(request, request.signal),
    requests: state.requests,
    unknownFields: state.unknownFields,
    replies: state.replies,
    faults: state.faults,
    get account() {
      state.jobs.refundFailed()
      return state.ledger
    },
    clock: state.clock,
    reset: () => resetState(state),
  }
}
