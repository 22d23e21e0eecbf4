import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from '@ai-sdk/provider'
import { generateId } from '@ai-sdk/provider-utils'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { ServedModel, type SerializedModel } from '../model/served-model.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import type { Answer, PostOptions } from '../transport/request.ts'
import type { NanoGPTChatModelId } from '../model-id/known-model-ids.ts'
import { collectResult } from '../model/collect-result.ts'
import { prepareChat, type PreparedChat } from './prepare-chat.ts'
import { ChatReader } from './read-chat.ts'

/** A model of `/chat/completions`. */
export class NanoGPTChatModel extends ServedModel implements LanguageModelV4 {
  declare readonly modelId: NanoGPTChatModelId
  /** URLs that the API fetches itself; the SDK downloads all others. */
  readonly supportedUrls: Record<string, RegExp[]> = {
    'image/*': [/^https?:\/\/.+$/],
    'video/*': [/^https?:\/\/.+$/],
  }

  protected readonly kind = 'chat'

  static [WORKFLOW_SERIALIZE](model: NanoGPTChatModel): SerializedModel {
    return model.serialize()
  }

  static [WORKFLOW_DESERIALIZE]({ modelId, settings, client }: SerializedModel): NanoGPTChatModel {
    return new NanoGPTChatModel(modelId, settings, new NanoGPTClient(client))
  }

  async doGenerate(call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const request = this.prepare(call, false)
    const { value, answer } = await this.client.postJson(this.post(request, call))

    const parts: LanguageModelV4StreamPart[] = []
    const reader = new ChatReader({
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
      (opened, emit) => new ChatReader({ ...this.readerOptions(request, opened), emit, includeRawChunks }),
    )
    return {
      stream,
      request: { url: answer.url, body: request.body },
      response: { headers: answer.responseHeaders },
    }
  }

  private prepare(call: LanguageModelV4CallOptions, stream: boolean): PreparedChat {
    return prepareChat({
      modelId: this.modelId,
      ...this.settings,
      stream,
      call,
      sentHeaders: this.client.userHeaders(call.headers),
      isSubscriptionURL: this.client.isSubscriptionURL,
    })
  }

  private post({ family, body, headers }: PreparedChat, call: LanguageModelV4CallOptions): PostOptions {
    return {
      family,
      path: 'chat/completions',
      body,
      isCompressible: true,
      headers,
      callHeaders: call.headers,
      abortSignal: call.abortSignal,
    }
  }

  private readerOptions({ warnings }: PreparedChat, { errors, responseHeaders }: Answer) {
    return {
      modelId: this.modelId,
      errors,
      warnings,
      generateId,
      requestId: responseHeaders['x-request-id'],
    }
  }
}
