import {
  InvalidArgumentError,
  type ImageModelV4,
  type ImageModelV4CallOptions,
  type ImageModelV4Result,
} from '@ai-sdk/provider'
import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { ServedModel, type ModelSettings, type SerializedModel } from '../model/served-model.ts'
import { NanoGPTClient } from '../transport/http-client.ts'
import { readAnswerCost } from '../wire/cost.ts'
import { asFilledText, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTImageModelSettings } from './image-options.ts'
import { PATHS } from './image-route.ts'
import { warnOfImages } from './image-warnings.ts'
import { knownImageModel } from './known-image-models.ts'
import { describeLoss, loadImages } from './load-images.ts'
import { loadInputs } from './load-inputs.ts'
import { composeBody, prepareImage, type PreparedImage } from './prepare-image.ts'
import { readImages, readImageUsage } from './read-image.ts'

/** What an image model is made with, besides its client. Plain JSON. */
export type ImageModelSettings = ModelSettings & NanoGPTImageModelSettings

/** A model of `/images`, and of the older `/images/generations` and `/images/edits`. */
export class NanoGPTImageModel extends ServedModel implements ImageModelV4 {
  protected readonly kind = 'image'
  readonly maxImagesPerCall: number | undefined
  readonly supportsFileInputs?: boolean
  readonly supportsMaskInputs?: boolean

  constructor(modelId: string, settings: ImageModelSettings, client: NanoGPTClient) {
    super(modelId, settings, client)
    const { maxImages, files, masks } = knownImageModel(modelId)
    this.maxImagesPerCall = checkMaximum(settings.maxImagesPerCall) ?? maxImages
    if (files !== undefined) this.supportsFileInputs = files
    if (masks !== undefined) this.supportsMaskInputs = masks
  }

  static [WORKFLOW_SERIALIZE](model: NanoGPTImageModel): SerializedModel {
    return model.serialize()
  }

  static [WORKFLOW_DESERIALIZE]({ modelId, settings, client }: SerializedModel): NanoGPTImageModel {
    return new NanoGPTImageModel(modelId, settings, new NanoGPTClient(client))
  }

  async doGenerate(call: ImageModelV4CallOptions): Promise<ImageModelV4Result> {
    const timestamp = new Date()
    const { modelId, settings, isSubscription } = this
    const prepared = prepareImage({ modelId, settings, isSubscription, call })
    const { value, answer } = await this.client.postJson({
      family: 'plain',
      path: PATHS[prepared.route],
      body: await this.compose(prepared, call.abortSignal),
      isCompressible: false,
      isCostly: true,
      files: ['data[*].b64_json'],
      headers: prepared.headers,
      callHeaders: call.headers,
      abortSignal: call.abortSignal,
    })
    const { responseHeaders, redact } = answer
    const cost = readAnswerCost({ record: value, responseHeaders })
    // What an image is lost by stands behind the words that say which.
    const loaded = await loadImages(readImages(value, cost.cost), url =>
      this.client.download({ url, what: 'It', abortSignal: call.abortSignal }),
    )
    const { images, facts, failures } = loaded
    if (failures.length > 0) {
      call.abortSignal?.throwIfAborted()
      if (images.length === 0) throw answer.errors.fromFailedJob(describeLoss(failures, cost.cost))
    }
    const usage = readImageUsage(value)
    return {
      images,
      ...(images.length === 0 && { isRetryable: false }),
      warnings: [...prepared.warnings, ...warnOfImages(loaded, { prepared, answer: value, redact })],
      providerMetadata: { nanogpt: { ...cost, images: facts, ...(failures.length > 0 && { failures }) } },
      response: { timestamp, modelId: asFilledText(value.model) ?? modelId, headers: responseHeaders },
      ...(usage && { usage }),
    }
  }

  private async compose(prepared: PreparedImage, abortSignal: AbortSignal | undefined): Promise<JsonRecord> {
    const inputs = await loadInputs(prepared, (url, place) =>
      this.client.download({ url, what: place, isInput: true, abortSignal, maxBytes: MAX_INPUT_BYTES }),
    )
    return composeBody(prepared, inputs)
  }
}

// The most that the catalogue names for an input image; the older routes take less still.
const MAX_INPUT_BYTES = 30 * 1024 * 1024

function checkMaximum(maxImagesPerCall: number | undefined): number | undefined {
  if (maxImagesPerCall === undefined || (Number.isInteger(maxImagesPerCall) && maxImagesPerCall > 0)) {
    return maxImagesPerCall
  }
  throw new InvalidArgumentError({
    argument: 'maxImagesPerCall',
    message: `maxImagesPerCall must be a whole number from 1 on, not ${maxImagesPerCall}.`,
  })
}
