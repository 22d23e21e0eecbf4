import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import type { SerializedModel } from '../model/served-model.ts'
import { TextModel, type TextEndpoint } from '../model/text-model.ts'
import type { NanoGPTCompletionModelId } from '../model-id/known-model-ids.ts'
import type { AnswerReaderOptions } from '../text/answer-reader.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import { prepareCompletion, type PreparedCompletion } from './prepare-completion.ts'
import { CompletionReader } from './read-completion.ts'

/** A model of `/completions`, which continues a text. */
export class NanoGPTCompletionModel extends TextModel<PreparedCompletion> {
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

  protected prepare(call: LanguageModelV4CallOptions, stream: boolean): PreparedCompletion {
    return prepareCompletion({
      modelId: this.modelId,
      ...this.settings,
      isSubscription: this.isSubscription,
      stream,
      call,
      sentHeaders: this.client.userHeaders(call.headers),
    })
  }

  protected endpointOf(): TextEndpoint {
    // The variants of the base URL have chat alone (API sheet §1.2).
    return { family: 'plain', path: 'completions', isCompressible: false }
  }

  protected createReader(options: AnswerReaderOptions): CompletionReader {
    return new CompletionReader(options)
  }
}
