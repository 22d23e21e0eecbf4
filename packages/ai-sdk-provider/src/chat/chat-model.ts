import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { generateId } from '@ai-sdk/provider-utils'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import type { SerializedModel } from '../model/served-model.ts'
import { TextModel, type TextEndpoint } from '../model/text-model.ts'
import type { NanoGPTChatModelId } from '../model-id/known-model-ids.ts'
import type { AnswerReaderOptions } from '../text/answer-reader.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import { prepareChat, type PreparedChat } from './prepare-chat.ts'
import { ChatReader } from './read-chat.ts'

/** A model of `/chat/completions`. */
export class NanoGPTChatModel extends TextModel<PreparedChat> {
  declare readonly modelId: NanoGPTChatModelId
  // NanoGPT fetches https alone (API sheet §5.5); the SDK downloads the others.
  readonly supportedUrls: Record<string, RegExp[]> = {
    'image/*': [/^https:\/\/.+$/],
    'video/*': [/^https:\/\/.+$/],
  }

  protected readonly kind = 'chat'

  static [WORKFLOW_SERIALIZE](model: NanoGPTChatModel): SerializedModel {
    return model.serialize()
  }

  static [WORKFLOW_DESERIALIZE]({ modelId, settings, client }: SerializedModel): NanoGPTChatModel {
    return new NanoGPTChatModel(modelId, settings, new NanoGPTClient(client))
  }

  protected prepare(call: LanguageModelV4CallOptions, stream: boolean): PreparedChat {
    return prepareChat({
      modelId: this.modelId,
      ...this.settings,
      stream,
      call,
      sentHeaders: this.client.userHeaders(call.headers),
      isSubscriptionURL: this.client.isSubscriptionURL,
    })
  }

  protected endpointOf({ family }: PreparedChat): TextEndpoint {
    return { family, path: 'chat/completions', isCompressible: true }
  }

  protected createReader(options: AnswerReaderOptions): ChatReader {
    return new ChatReader({ ...options, generateId })
  }
}
