import type { RecordedRequest } from './state/request-log.ts'
import { readPlan, type Plan, type SubscriptionOptions } from './billing/plan.ts'
import { readAdded, type AddedModel, type AddedModels, type ListedKind } from './data/added-models.ts'
import type { JobTimes } from './state/job-store.ts'
import type { Pace } from './stream/paced-body.ts'

/** The key an emulator accepts unless it is told otherwise. */
export const EMULATOR_API_KEY = 'sk-nano-emulator'

/** Settings of an emulator; all have a default. */
export interface EmulatorOptions {
  /** The key or keys that are accepted. Default {@link EMULATOR_API_KEY}. */
  apiKey?: string | string[]
  /** The account's balance in USD. Default 100. */
  balance?: number
  /**
   * Milliseconds until a charge can be looked up by the id of its request. Default 1000, so that the two
   * seconds that the API asks a client to wait are enough.
   */
  billingDelayMs?: number
  /**
   * Entries that are added to the lists of models as they stand: `[…]` to the text models, `{ image: […] }` to
   * another list. They are only listed; a request that names one is refused.
   */
  models?: AddedModels
  /** Whether the account has a subscription, and which. Default false. */
  subscription?: boolean | SubscriptionOptions
  /** Another seed gives other words and values; the same seed gives the same ones. Default 1. */
  seed?: number
  /** Milliseconds before the first frame of a stream and between its frames. Default 0. */
  pace?: Pace
  /** Sends `usage` without being asked. The API sends it when asked, so the default is false. */
  usageWithoutAsking?: boolean
  /**
   * What happens to a field that no document mentions. It is recorded in any case; `warn` also writes to the
   * console and `error` also answers 400. Default `ignore`, as the API does.
   */
  onUnknownField?: 'ignore' | 'warn' | 'error'
  /** How long every job is queued and then runs. Default 200 and 400 milliseconds. */
  jobs?: Partial<JobTimes>
  /** `manual` stands still, from a fixed date on, until `emulator.clock.advance`. Default `system`. */
  clock?: 'system' | 'manual'
  /** Where the URLs of files point, `https://files.example`; by default to where the request came in. */
  fileOrigin?: string
  /** Called with the log entry of every request when its response begins, or when there will be none. */
  onRequest?: (request: RecordedRequest) => void
}

/** Options with the defaults filled in. */
export interface Settings {
  apiKeys: readonly string[]
  balance: number
  /** It pays for models. */
  subscription: boolean
  plan: Plan
  models: Partial<Record<ListedKind, readonly AddedModel[]>>
  billingDelayMs: number
  seed: number
  pace: Pace
  usageWithoutAsking: boolean
  onUnknownField: 'ignore' | 'warn' | 'error'
  jobs: JobTimes
  clock: 'system' | 'manual'
  fileOrigin: string | undefined
  onRequest: (request: RecordedRequest) => void
}

export function readOptions(options: EmulatorOptions): Settings {
  const plan = readPlan(options.subscription)
  return {
    apiKeys: [options.apiKey ?? EMULATOR_API_KEY].flat(),
    balance: options.balance ?? 100,
    subscription: plan.state !== 'inactive',
    plan,
    models: readAdded(options.models),
    billingDelayMs: options.billingDelayMs ?? 1000,
    seed: options.seed ?? 1,
    pace: options.pace ?? {},
    usageWithoutAsking: options.usageWithoutAsking ?? false,
    onUnknownField: options.onUnknownField ?? 'ignore',
    jobs: { queuedMs: options.jobs?.queuedMs ?? 200, runningMs: options.jobs?.runningMs ?? 400 },
    clock: options.clock ?? 'system',
    fileOrigin: options.fileOrigin,
    onRequest: options.onRequest ?? (() => {}),
  }
}
