import { InvalidArgumentError, type JSONObject, type JSONValue } from '@ai-sdk/provider'
import type { NanoGPTAnswerCost } from '../wire/cost.ts'
import { asFilledText, asRecord } from '../wire/json.ts'

/** All that another process needs to fetch a video. Plain JSON. */
export interface VideoOperation {
  runId: string
  /** The model that the job was started with. */
  model?: string
  /** What the start said of money, and under which request id it is charged. */
  billing?: NanoGPTAnswerCost
}

/** An operation as the SDK keeps it. */
export function toOperation({ runId, model, billing }: Required<VideoOperation>): JSONObject {
  // The facts came out of a JSON document.
  return { runId, model, billing: billing as JSONObject }
}

/** @throws InvalidArgumentError for what no `doStart` of this provider has made. */
export function readOperation(operation: JSONValue): VideoOperation {
  const { runId: id, model: name, billing: facts } = asRecord(operation) ?? {}
  const runId = asFilledText(id)
  if (runId === undefined) {
    throw new InvalidArgumentError({
      argument: 'operation',
      message:
        "The operation is not one of NanoGPT's videos: pass what experimental_startVideo returned, or { runId: 'vid_…' }.",
    })
  }
  const model = asFilledText(name)
  const billing = asRecord(facts)
  return {
    runId,
    ...(model !== undefined && { model }),
    ...(billing && { billing: billing as NanoGPTAnswerCost }),
  }
}
