/**
 * A local NanoGPT API for development and tests: strict, deterministic, with faults on request.
 *
 * @module
 */
export { createEmulator, type Emulator } from './emulator.ts'
export { EMULATOR_API_KEY, type EmulatorOptions } from './options.ts'
export type { QuotaLimits, SubscriptionOptions } from './billing/plan.ts'
export type { AddedModel, AddedModels, ListedKind } from './data/added-models.ts'
export { NetworkFailure } from './contract/api-error.ts'
export type { EnvelopeName } from './contract/envelopes.ts'
export type {
  ContentTypeFault,
  CutFault,
  ErrorFrameFault,
  Fault,
  JobFailure,
  JobFault,
  KeepAliveFault,
  LatencyFault,
  MalformedFrameFault,
  NetworkFault,
  SplitFault,
  StallFault,
  StatusFault,
} from './contract/fault.ts'
export type {
  BodyEnd,
  BodyReply,
  FramesReply,
  JsonReply,
  ScriptedReply,
  ScriptedToolCall,
  SemanticReply,
} from './contract/scripted-reply.ts'
export type { Understanding } from './contract/understanding.ts'
export type { TimeControl } from './state/clock.ts'
export type { Faults } from './state/fault-queue.ts'
export type { JobTimes } from './state/job-store.ts'
export type { Account, ChargeKind, LedgerEntry } from './state/ledger.ts'
export type { Match } from './state/match-queue.ts'
export type { Replies } from './state/reply-queue.ts'
export type { RecordedRequest, UnknownField } from './state/request-log.ts'
export type { Pace } from './stream/paced-body.ts'
