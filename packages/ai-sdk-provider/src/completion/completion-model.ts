import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { collectResult } from '../model/collect-result.ts'
import type { NanoGPTCompletionModelId } from '../model-id/known-model-ids.ts'
import { ServedModel, type SerializedModel } from '../model/served-model.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import type { Answer, PostOptions } from '../transport/request.ts'
import { prepareCompletion, type PreparedCompletion } from './prepare-completion.ts'
import { CompletionReader } from './read-completion.ts'

/** A model of `/completions`, which continues a text. */
export class NanoGPTCompletionModel extends ServedModel implements LanguageModelV4 {
  declare readonly modelId: NanoGPTCompletionModelId
  /** There are no files in a text. */
  readonly supportedUrls: Record<string, RegExp[]> = {}

  protected readonly kind = 'completion'

  static [WORKFLOW_SERIALIZE](model: NanoGPTCompletionModel): SerializedModel {
    return model.serialize()
  }

  static [WORKFLOW_DESERIALIZE]({ modelId, settings, client }: SerializedModel): NanoGPTCompletionModel {
    return new NanoGPTCompletionModel(modelId, settings, new NanoGPTClient(client))
  }

  async doGenerate(call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const request = this.prepare(call, false)
    const { value, answer } = await this.client.postJson(this.post(request, call))

    const parts: LanguageModelV4StreamPart[] = []
    const reader = new CompletionReader({
      ...this.readerOptions(request, answer),
      emit: part => parts.push(part),
      includeRawChunks: false,
    })
    reader.pushWhole(value)
    if (reader.failure !== undefined && !reader.hasContent) throw reader.failure
    reader.end(true)

    const { responseMetadata, ...result } = collectResult(parts)
    return {
      ...result,
      warnings: request.warnings,
      request: { url: answer.url, body: request.body },
      response: { ...responseMetadata, headers: answer.responseHeaders, body: value },
    }
  }

  async doStream(call: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    const request = this.prepare(call, true)
    const includeRawChunks = call.includeRawChunks ?? false
    const { value: stream, answer } = await this.client.openStream<LanguageModelV4StreamPart>(
      this.post(request, call),
      (opened, emit) =>
        new CompletionReader({ ...this.readerOptions(request, opened), emit, includeRawChunks }),
    )
    return {
      stream,
      request: { url: answer.url, body: request.body },
      response: { headers: answer.responseHeaders },
    }
  }

  private prepare(call: LanguageModelV4CallOptions, stream: boolean): PreparedCompletion {
    return prepareCompletion({
      modelId: this.modelId,
      ...this.settings,
      isSubscription: this.isSubscription,
      stream,
      call,
      sentHeaders: this.client.userHeaders(call.headers),
    })
  }

  private post({ body, headers }: PreparedCompletion, call: LanguageModelV4CallOptions): PostOptions {
    return {
      // The variants of the base URL have chat alone (API sheet §1.2).
      family: 'plain',
      path: 'completions',
      body,
      isCompressible: false,
      headers,
      callHeaders: call.headers,
      abortSignal: call.abortSignal,
    }
  }

  private readerOptions({ warnings }: PreparedCompletion, { errors, responseHeaders }: Answer) {
    return { modelId: this.modelId, errors, warnings, requestId: responseHeaders['x-request-id'] }
  }
}
