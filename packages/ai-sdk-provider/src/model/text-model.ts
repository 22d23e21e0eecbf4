import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
  SharedV4Warning,
} from '@ai-sdk/provider'
import type { AnswerReader, AnswerReaderOptions } from '../text/answer-reader.ts'
import { collectResult } from '../text/collect-result.ts'
import type { Answer, EndpointFamily, PostOptions } from '../transport/request.ts'
import type { JsonRecord } from '../wire/json.ts'
import { ServedModel } from './served-model.ts'

/** A call of a model that writes, as it is to be sent. */
export interface PreparedText {
  body: JsonRecord
  headers: Record<string, string>
  warnings: SharedV4Warning[]
}

/** Where a kind of text model answers. */
export interface TextEndpoint {
  family: EndpointFamily
  path: string
  isCompressible: boolean
}

/** A model that writes: prepare, send, read, at once or as a stream. */
export abstract class TextModel<Request extends PreparedText> extends ServedModel implements LanguageModelV4 {
  /** URLs that the API fetches itself; the SDK downloads all others. */
  abstract readonly supportedUrls: Record<string, RegExp[]>

  async doGenerate(call: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const request = this.prepare(call, false)
    const { value, answer } = await this.client.postJson(this.post(request, call))

    const parts: LanguageModelV4StreamPart[] = []
    const reader = this.createReader({
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
      (opened, emit) => this.createReader({ ...this.readerOptions(request, opened), emit, includeRawChunks }),
    )
    return {
      stream,
      request: { url: answer.url, body: request.body },
      response: { headers: answer.responseHeaders },
    }
  }

  protected abstract prepare(call: LanguageModelV4CallOptions, stream: boolean): Request
  protected abstract endpointOf(request: Request): TextEndpoint
  protected abstract createReader(options: AnswerReaderOptions): AnswerReader

  private post(request: Request, call: LanguageModelV4CallOptions): PostOptions {
    return {
      ...this.endpointOf(request),
      body: request.body,
      headers: request.headers,
      callHeaders: call.headers,
      abortSignal: call.abortSignal,
    }
  }

  private readerOptions({ warnings }: Request, { errors, responseHeaders }: Answer) {
    return { modelId: this.modelId, errors, warnings, responseHeaders }
  }
}
