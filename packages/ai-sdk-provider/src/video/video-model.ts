import type {
  Experimental_VideoModelV4,
  Experimental_VideoModelV4OperationStartResult,
  Experimental_VideoModelV4OperationStatusResult,
  Experimental_VideoModelV4VideoData,
  JSONValue,
  SharedV4ProviderMetadata,
} from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import type { NanoGPTVideoModelId } from '../model-id/known-model-ids.ts'
import { failedJobIn, unreadState } from '../errors/job-errors.ts'
import { ServedModel, type SerializedModel } from '../model/served-model.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import { readAnswerCost } from '../wire/cost.ts'
import type { JsonRecord } from '../wire/json.ts'
import { prepareVideo, type VideoStartCall } from './prepare-video.ts'
import { mediaTypeOfFile, mediaTypeOfName, readRunId, readVideoJob, type VideoJob } from './read-video.ts'
import type { NanoGPTVideoMetadata } from './video-options.ts'
import { readOperation, toOperation, type VideoOperation } from './video-operation.ts'

/** Which job is asked for. */
interface StatusCall {
  operation: JSONValue
  abortSignal?: AbortSignal
  headers?: Record<string, string | undefined>
}

/** A model of `/generate-video`. The SDK starts a job and asks for its state; nothing here waits. */
export class NanoGPTVideoModel extends ServedModel implements Experimental_VideoModelV4 {
  declare readonly modelId: NanoGPTVideoModelId
  readonly maxVideosPerCall = 1

  protected readonly kind = 'video'

  static [WORKFLOW_SERIALIZE](model: NanoGPTVideoModel): SerializedModel {
    return model.serialize()
  }

  static [WORKFLOW_DESERIALIZE]({ modelId, settings, client }: SerializedModel): NanoGPTVideoModel {
    return new NanoGPTVideoModel(modelId, settings, new NanoGPTClient(client))
  }

  async doStart(call: VideoStartCall): Promise<Experimental_VideoModelV4OperationStartResult> {
    const { modelId, settings, isSubscription } = this
    const { body, headers, warnings } = prepareVideo({ modelId, ...settings, isSubscription, call })
    const { value, answer } = await this.client.postJson({
      family: 'api',
      path: 'generate-video',
      body,
      isCompressible: false,
      isCostly: true,
      headers,
      callHeaders: call.headers,
      abortSignal: call.abortSignal,
    })
    const { responseHeaders } = answer
    const runId = readRunId(value)
    if (runId === undefined) {
      throw answer.errors.fromFailedJob({
        code: 'missing_run_id',
        message:
          'NanoGPT took the request of a video, but named no runId to fetch it with. It may be charged, so it is not repeated; GET /api/generate-video/recover lists the videos of an account.',
      })
    }
    const billing = readAnswerCost({ record: value, responseHeaders })
    const { facts } = readVideoJob(value, answer.url)
    return {
      operation: toOperation({ runId, model: modelId, billing }),
      warnings,
      providerMetadata: asMetadata({ ...billing, job: { runId, ...facts } }),
      response: { timestamp: new Date(), modelId, headers: responseHeaders },
    }
  }

  async doStatus(call: StatusCall): Promise<Experimental_VideoModelV4OperationStatusResult> {
    const operation = readOperation(call.operation)
    const { runId, model = this.modelId } = operation
    const { record, headers } = await this.askFor(runId, call)
    const job = readVideoJob(record, this.client.settings.baseURL)
    const response = { timestamp: new Date(), modelId: model, headers }
    const providerMetadata = asMetadata(metadataOf(record, job, operation))
    if (job.state === 'pending') return { status: 'pending', providerMetadata, response }
    if (job.state === 'completed' && job.urls.length > 0) {
      const videos = await Promise.all(job.urls.map(address => this.toVideo(address, call.abortSignal)))
      return { status: 'completed', videos, warnings: [], providerMetadata, response }
    }
    const reason =
      job.state === 'completed' ? 'NanoGPT says that the video is done, but not where.' : job.reason
    return { status: 'error', error: `${reason} (video ${runId})`, providerMetadata, response }
  }

  /** Errors may be repeated: asking for a state costs nothing. */
  private async askFor(
    runId: string,
    { headers: callHeaders, abortSignal }: StatusCall,
  ): Promise<{ record: JsonRecord; headers: Record<string, string> | undefined }> {
    const question = this.client.getJson({
      family: 'api',
      path: 'video/status',
      query: { requestId: runId },
      headers: {},
      callHeaders,
      abortSignal,
    })
    return question.then(
      ({ value, answer }) => ({ record: value, headers: answer.responseHeaders }),
      (error: unknown) => ({ record: failedStateIn(error, runId), headers: undefined }),
    )
  }

  /** The SDK fetches URLs itself, but none of a private address, such as that of an emulator or a proxy. */
  private async toVideo(
    url: string,
    abortSignal: AbortSignal | undefined,
  ): Promise<Experimental_VideoModelV4VideoData> {
    const named = mediaTypeOfName(url)
    // The SDK looks for itself at a file of this type.
    if (!this.client.isOwnOrigin(url)) {
      return { type: 'url', url, mediaType: named ?? 'application/octet-stream' }
    }
    const file = await this.client.download({ url, what: 'The video', abortSignal })
    return { type: 'binary', data: file.bytes, mediaType: mediaTypeOfFile(file, url) }
  }
}

/** @throws the error of a question that says nothing of the job, with the id to ask again with. */
function failedStateIn(error: unknown, runId: string): JsonRecord {
  try {
    return failedJobIn(error)
  } catch {
    throw unreadState(error, { what: 'video', id: runId }, false)
  }
}

function metadataOf(record: JsonRecord, job: VideoJob, operation: VideoOperation): NanoGPTVideoMetadata {
  const { runId, billing = {} } = operation
  // The request that is charged is the one that started the job.
  const { paymentSource, requestId } = billing
  const stated = readAnswerCost({ record: { paymentSource, ...record }, responseHeaders: {} })
  const isFailed = job.state === 'failed' || job.state === 'canceled'
  // Of a failed job the charge is given back.
  const money = isFailed ? stated : { ...billing, ...stated }
  const cost = job.urls.length === 1 && money.cost !== undefined && { cost: money.cost }
  const videos = job.urls.map(url => ({ runId, url, ...cost }))
  return {
    ...money,
    ...(requestId !== undefined && { requestId }),
    job: { runId, ...job.facts },
    ...(job.state === 'completed' && videos.length > 0 && { videos }),
  }
}

function asMetadata(metadata: NanoGPTVideoMetadata): SharedV4ProviderMetadata {
  // All values are JSON: they came out of a JSON document.
  return { nanogpt: metadata as NanoGPTVideoMetadata & Record<string, never> }
}
