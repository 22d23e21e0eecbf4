import {
  type TranscriptionModelV4,
  type TranscriptionModelV4CallOptions,
  type TranscriptionModelV4Result,
} from '@ai-sdk/provider'
import { validateDownloadUrl } from '@ai-sdk/provider-utils'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import type { NanoGPTTranscriptionModelId } from '../model-id/known-model-ids.ts'
import { failedJobIn } from '../errors/job-errors.ts'
import { ServedModel, type SerializedModel } from '../model/served-model.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import type { Reply } from '../transport/read-answer.ts'
import type { Answer } from '../transport/request.ts'
import { asFilledText, asRecord, type JsonRecord } from '../wire/json.ts'
import type { GivenAudio } from './audio-file.ts'
import {
  prepareTranscription,
  type PreparedTranscription,
  type TranscriptionCall,
} from './prepare-transcription.ts'
import { readFailure, readJobState, readTicket, type Ticket } from './read-job.ts'
import { readTranscription } from './read-transcription.ts'

const ENDPOINTS = {
  transcriptions: { family: 'plain', path: 'audio/transcriptions' },
  transcribe: { family: 'api', path: 'transcribe' },
} as const

/** A model of `/audio/transcriptions`, or of `/transcribe`, which has jobs. */
export class NanoGPTTranscriptionModel extends ServedModel implements TranscriptionModelV4 {
  declare readonly modelId: NanoGPTTranscriptionModelId

  protected readonly kind = 'transcription'

  static [WORKFLOW_SERIALIZE](model: NanoGPTTranscriptionModel): SerializedModel {
    return model.serialize()
  }

  static [WORKFLOW_DESERIALIZE]({ modelId, settings, client }: SerializedModel): NanoGPTTranscriptionModel {
    return new NanoGPTTranscriptionModel(modelId, settings, new NanoGPTClient(client))
  }

  doGenerate(call: TranscriptionModelV4CallOptions): Promise<TranscriptionModelV4Result> {
    return this.transcribe(call, call)
  }

  /** Leaves it to NanoGPT to fetch the audio. What only this machine can reach, the SDK downloads. */
  async doGenerateFromUrl(
    call: Omit<TranscriptionModelV4CallOptions, 'audio' | 'mediaType'> & { audio: URL },
  ): Promise<TranscriptionModelV4Result | undefined> {
    const isReachable = isPublic(call.audio) || this.client.isOwnOrigin(call.audio.href)
    return isReachable ? this.transcribe(call, call.audio) : undefined
  }

  private async transcribe(
    call: TranscriptionCall,
    source: GivenAudio | URL,
  ): Promise<TranscriptionModelV4Result> {
    call.abortSignal?.throwIfAborted()
    const request = await prepareTranscription({
      modelId: this.modelId,
      ...this.settings,
      isSubscription: this.isSubscription,
      call,
      source,
    })
    const { value: reply, answer } = await this.client.postForReply({
      ...ENDPOINTS[request.route],
      body: request.body,
      isCompressible: false,
      isCostly: true,
      headers: request.headers,
      callHeaders: call.headers,
      abortSignal: call.abortSignal,
    })
    const first = recordOf(reply, answer)
    const ticket = readTicket(first)
    const record = ticket ? await this.waitFor(ticket, { request, call, answer }) : first
    return {
      ...readTranscription({
        record,
        ticket: ticket && first,
        responseHeaders: answer.responseHeaders,
      }),
      warnings: request.warnings,
      request: { body: request.bodyText },
      response: {
        timestamp: new Date(),
        modelId: asFilledText(record.model) ?? asFilledText(asRecord(record.metadata)?.model) ?? this.modelId,
        headers: answer.responseHeaders,
        body: record,
      },
    }
  }

  /** Asks for the state of a job until it is done. */
  private waitFor(
    { runId, statusRequest }: Ticket,
    paid: { request: PreparedTranscription; call: TranscriptionCall; answer: Answer },
  ): Promise<JsonRecord> {
    const { request, call, answer } = paid
    const ask = (abortSignal: AbortSignal) =>
      this.client.postJson({
        family: 'api',
        path: 'transcribe/status',
        body: statusRequest,
        isCompressible: false,
        headers: {},
        callHeaders: call.headers,
        abortSignal,
      })
    return this.client.pollJob({
      check: async abortSignal => {
        const record = await ask(abortSignal).then(({ value }) => value, failedJobIn)
        const state = readJobState(record)
        if (state === 'failed') throw answer.errors.fromFailedJob(readFailure(record, runId))
        return state === 'completed' ? record : undefined
      },
      ...request.polling,
      abortSignal: call.abortSignal,
      job: { what: 'transcription', id: runId },
      errors: answer.errors,
    })
  }
}

/** The answer as a record; a plain text is the transcript and nothing else. A blank one is no answer. */
function recordOf(reply: Reply, { errors }: Answer): JsonRecord {
  if (reply.type === 'json') return reply.record
  const text = new TextDecoder().decode(reply.bytes)
  if (reply.mediaType?.startsWith('text/') && text.trim() !== '') return { text }
  throw errors.fromUnreadableBody(text)
}

function isPublic({ href }: URL): boolean {
  try {
    validateDownloadUrl(href)
    return href.startsWith('http')
  } catch {
    return false
  }
}
