import type { Context } from 'hono'
import type { ApiError } from './contract/api-error.ts'
import type { Fault } from './contract/fault.ts'
import type { Settings } from './options.ts'
import type { Clock } from './state/clock.ts'
import type { FaultQueue } from './state/fault-queue.ts'
import type { FileStore } from './state/file-store.ts'
import type { JobStore } from './state/job-store.ts'
import type { Ledger } from './state/ledger.ts'
import type { PromptCache } from './state/prompt-cache.ts'
import type { ReplyQueue } from './state/reply-queue.ts'
import type { RecordedRequest, UnknownField } from './state/request-log.ts'
import type { SpokenTexts } from './state/spoken-texts.ts'

/** Everything an emulator remembers. The app itself is a value without state. */
export interface EmulatorState {
  options: Settings
  requests: RecordedRequest[]
  unknownFields: UnknownField[]
  replies: ReplyQueue
  faults: FaultQueue
  ledger: Ledger
  promptCache: PromptCache
  clock: Clock
  jobs: JobStore
  files: FileStore
  spokenTexts: SpokenTexts
  /** How many requests there were. */
  requestCount: number
}

/** A body as read: JSON, or why it is none, or a form, which is absent where it cannot be read. */
export type RequestBody = { value: unknown } | { problem: ApiError } | { form: FormData | undefined }

/** What a handler finds in its context. */
export interface EmulatorEnv {
  Bindings: {
    state: EmulatorState
    /** The client's. */
    signal: AbortSignal
  }
  Variables: {
    record: RecordedRequest
    /** Which request this is since the start; ids and timestamps come from it. */
    ordinal: number
    body: RequestBody
    faults: readonly Fault[]
  }
}

export type EmulatorContext = Context<EmulatorEnv>
