import {
  type Experimental_SpeechModelV4StreamOptions,
  type Experimental_SpeechModelV4StreamPart,
  type Experimental_SpeechModelV4StreamResult,
  type Experimental_StreamingSpeechModelV4,
  type SpeechModelV4CallOptions,
  type SpeechModelV4Result,
} from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { failedJobIn } from '../errors/job-errors.ts'
import { ServedModel, type SerializedModel } from '../model/served-model.ts'
import { paygoHeaders } from '../options/billing.ts'
import { aliasOf } from '../options/own-options.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import type { Answer, PostOptions } from '../transport/request.ts'
import type { JsonRecord } from '../wire/json.ts'
import { isNoAudio, readAudioType } from './audio-format.ts'
import { collectText, type CollectedText } from './collect-text.ts'
import { openParts } from './open-parts.ts'
import { prepareSpeech, type PreparedSpeech, type SpeechCall } from './prepare-speech.ts'
import { prepareText } from './prepare-text.ts'
import { readAudio, warnOfFormat } from './read-audio.ts'
import {
  describeMissingAudio,
  describeWrongFile,
  isFinished,
  readAudioURL,
  readFailure,
  readMediaType,
  readRunId,
  readSpeechMetadata,
  readStatusQuery,
  readUsage,
} from './read-speech.ts'

const ENDPOINTS = {
  speech: { family: 'plain', path: 'audio/speech' },
  tts: { family: 'api', path: 'tts' },
} as const

/** What the requests of one call share. */
interface CallContext {
  request: PreparedSpeech
  headers: Record<string, string | undefined> | undefined
  abortSignal: AbortSignal | undefined
}

/** Audio that JSON led to. */
interface FetchedAudio {
  bytes: Uint8Array
  mediaType: string | undefined
  /** All that JSON said about it. */
  record: JsonRecord
  runId: string | undefined
  audioUrl: string
}

/** A model of `/audio/speech`, or of `/tts`, which has jobs. */
export class NanoGPTSpeechModel extends ServedModel implements Experimental_StreamingSpeechModelV4 {
  protected readonly kind = 'speech'

  static [WORKFLOW_SERIALIZE](model: NanoGPTSpeechModel): SerializedModel {
    return model.serialize()
  }

  static [WORKFLOW_DESERIALIZE]({ modelId, settings, client }: SerializedModel): NanoGPTSpeechModel {
    return new NanoGPTSpeechModel(modelId, settings, new NanoGPTClient(client))
  }

  async doGenerate(call: SpeechModelV4CallOptions): Promise<SpeechModelV4Result> {
    const timestamp = new Date()
    const { modelId } = this
    const request = this.prepare(call, false)
    const { body, inputCharacters } = prepareText(request, call.text)
    const context = { request, headers: call.headers, abortSignal: call.abortSignal }
    const { value: reply, answer } = await this.client.postForReply(this.post(body, context))
    const { responseHeaders, errors } = answer
    const audio = reply.type === 'json' ? await this.fetchAudio(reply.record, answer, context) : reply
    if (isNoAudio(audio)) throw errors.fromUnreadableBody(new TextDecoder().decode(audio.bytes))

    const { format, warnings } = request
    const mediaType = readAudioType({ ...audio, format })
    const metadata = readSpeechMetadata({ ...audio, responseHeaders, mediaType })
    return {
      audio: audio.bytes,
      warnings: [...warnings, ...warnOfFormat(mediaType, format)],
      usage: readUsage(inputCharacters, metadata),
      providerMetadata: { nanogpt: { ...metadata } },
      request: { body },
      response: {
        timestamp,
        modelId,
        headers: responseHeaders,
        ...('record' in audio && { body: audio.record }),
      },
    }
  }

  async doStream(
    call: Experimental_SpeechModelV4StreamOptions,
  ): Promise<Experimental_SpeechModelV4StreamResult> {
    const { abortSignal, headers, includeRawChunks = false } = call
    try {
      abortSignal?.throwIfAborted()
      const request = this.prepare(call, true)
      const stream = openParts(abortSignal, signal => {
        const script = collectText({
          parts: call.text,
          voice: call.voice,
          alias: aliasOf(this.settings.providerName),
          signal,
        })
        // It is the parts that report it, and they may not have asked yet.
        script.catch(() => {})
        return this.speak(script, { request, headers, abortSignal: signal }, includeRawChunks)
      })
      return { stream }
    } catch (error) {
      void call.text.cancel(error).catch(() => {})
      throw error
    }
  }

  /** Speaks a text once it is complete. */
  private async *speak(
    script: Promise<CollectedText>,
    context: CallContext,
    includeRawChunks: boolean,
  ): AsyncGenerator<Experimental_SpeechModelV4StreamPart, void> {
    const { text, warnings } = await script
    const { body, inputCharacters } = prepareText(context.request, text)
    const timestamp = new Date()
    const { modelId } = this
    const { value: reply, answer } = await this.client.postForStream(this.post(body, context))
    const { responseHeaders, errors } = answer
    const audio = reply.type === 'json' ? await this.fetchAudio(reply.record, answer, context) : reply
    yield* readAudio({
      format: context.request.format,
      warnings: [...context.request.warnings, ...warnings],
      chunks: 'stream' in audio ? audio.stream : streamOf(audio.bytes),
      mediaType: audio.mediaType,
      contentType: responseHeaders['content-type'],
      includeRawChunks,
      response: {
        type: 'response-metadata',
        timestamp,
        modelId,
        headers: responseHeaders,
        ...('record' in audio && { body: audio.record }),
      },
      refuse: words => errors.fromUnreadableBody(words),
      finish: mediaType => {
        const metadata = readSpeechMetadata({ ...audio, responseHeaders, mediaType })
        const usage = readUsage(inputCharacters, metadata)
        return { type: 'finish', usage, providerMetadata: { nanogpt: { ...metadata } } }
      },
    })
  }

  private prepare(call: SpeechCall, isStream: boolean): PreparedSpeech {
    const { modelId, settings, isSubscription } = this
    return prepareSpeech({ modelId, providerName: settings.providerName, isSubscription, isStream, call })
  }

  private post(body: JsonRecord, { request, headers, abortSignal }: CallContext): PostOptions {
    return {
      ...ENDPOINTS[request.route],
      body,
      isCompressible: false,
      isCostly: true,
      headers: paygoHeaders(this.settings.billing),
      callHeaders: headers,
      abortSignal,
    }
  }

  /** Fetches the audio that an answer leads to, now or when its job is done. */
  private async fetchAudio(ticket: JsonRecord, answer: Answer, context: CallContext): Promise<FetchedAudio> {
    const failure = readFailure(ticket)
    if (failure !== undefined) throw answer.errors.fromFailedJob(failure)
    const runId = readRunId(ticket)
    const state =
      runId === undefined || isFinished(ticket)
        ? ticket
        : await this.waitFor(runId, ticket, { answer, context })

    const audioUrl = readAudioURL(state)
    if (audioUrl === undefined) throw answer.errors.fromFailedJob(describeMissingAudio(state, runId))
    const { bytes, mediaType } = await this.client.download({
      url: audioUrl,
      what: 'The generated audio',
      abortSignal: context.abortSignal,
    })
    if (bytes.length === 0 || isNoAudio({ bytes, mediaType })) {
      throw answer.errors.fromFailedJob(describeWrongFile({ bytes, mediaType }, { audioUrl, runId }))
    }
    const record = { ...ticket, ...state }
    return { bytes, mediaType: readMediaType(record, mediaType), record, runId, audioUrl }
  }

  /** Asks for the state of a job until it is done. */
  private waitFor(
    runId: string,
    ticket: JsonRecord,
    { answer, context }: { answer: Answer; context: CallContext },
  ): Promise<JsonRecord> {
    const { request, headers } = context
    const ask = (abortSignal: AbortSignal) =>
      this.client.getJson({
        family: 'api',
        path: 'tts/status',
        query: readStatusQuery(ticket, runId, this.modelId),
        headers: {},
        callHeaders: headers,
        abortSignal,
      })
    return this.client.pollJob({
      check: async abortSignal => {
        const state = await ask(abortSignal).then(({ value }) => value, failedJobIn)
        const failure = readFailure(state)
        if (failure !== undefined) throw answer.errors.fromFailedJob({ ...failure, details: { runId } })
        return isFinished(state) ? state : undefined
      },
      ...request.polling,
      abortSignal: context.abortSignal,
      job: { what: 'speech', id: runId },
      errors: answer.errors,
    })
  }
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
}
