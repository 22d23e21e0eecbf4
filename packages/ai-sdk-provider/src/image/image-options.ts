import type { JSONObject } from '@ai-sdk/provider'
import { z } from 'zod/v4'
import type { NanoGPTBilling } from '../options/billing.ts'
import type { NanoGPTAnswerCost } from '../wire/cost.ts'

/**
 * `images` is NanoGPT's own endpoint, `generations` and `edits` are those that follow OpenAI's. Each takes
 * other options; what one does not take is a warning.
 */
export type NanoGPTImageRoute = 'images' | 'generations' | 'edits'

/** `providerOptions.nanogpt` of `generateImage`. Wrong values are refused with an `InvalidArgumentError`. */
export interface NanoGPTImageModelOptions {
  /**
   * The endpoint. Default: `edits` with a mask, `generations` with an option that only that documents
   * (`strength`, `guidanceScale`, `steps`, `kontextMaxMode`, `responseFormat`, `user`), else `images`.
   */
  route?: NanoGPTImageRoute
  /**
   * A size in the model's own words, such as `auto`, `2k` or `1376x768`; the catalogue lists them. Wins over
   * `size` of the call. Field `resolution`, or `size` of the older routes.
   */
  resolution?: string
  /** Such as `16:9` or `auto`. Wins over `aspectRatio` of the call. Field `aspect_ratio`, of the route `images` only. */
  aspectRatio?: string
  /** Quality tier, where the model has some: it decides the price too. Field `quality`. */
  quality?: 'low' | 'medium' | 'high' | 'xhigh' | 'max' | (string & {})
  /** Speed against quality, where the model has a choice; the catalogue lists the words. Field `rendering_speed`. */
  renderingSpeed?: string
  /**
   * File format, where the model has a choice. What comes back in another one is a warning. Field `output_format`.
   */
  outputFormat?: 'png' | 'jpeg' | 'webp'
  /** What the image must not show. Field `negative_prompt`. */
  negativePrompt?: string
  /** How far the result may go from the input image: 0 to 1, NanoGPT's default 0.8. Field `strength`. */
  strength?: number
  /** How closely the prompt is followed: 0 to 20, NanoGPT's default 7.5. Field `guidance_scale`. */
  guidanceScale?: number
  /** Denoising steps: 1 to 100, NanoGPT's default 30. Field `num_inference_steps`. */
  steps?: number
  /** Enhanced context mode of flux-kontext. Field `kontext_max_mode`. */
  kontextMaxMode?: boolean
  /**
   * How images travel: `b64_json`, or `url`, a signed link for about an hour that the provider downloads.
   * Default: left to the server. Field `response_format`; not of the route `images`.
   */
  responseFormat?: 'b64_json' | 'url'
  /** Your id of the user behind the request. Field `user`; not of the route `images`. */
  user?: string
  /** Check the input first, for a price: `true`, `false`, or the id of a moderation model. Header `moderation`. */
  moderation?: boolean | string
  /**
   * `paygo` charges the balance although a subscription would cover the call. Default: `billing` of the
   * provider. Header `x-billing-mode`.
   */
  billingMode?: NanoGPTBilling
  /** Fields of the body that no option has, as they are; they win. `model` is refused. */
  extraBody?: JSONObject
}

/** Settings of `imageModel(id, settings)`. */
export interface NanoGPTImageModelSettings {
  /**
   * The most images of one request: `generateImage` splits a larger `n` into several, which run in parallel.
   * Default: what is known of the model, else 1, since some models ignore `n` or charge it otherwise.
   */
  maxImagesPerCall?: number
}

/** `providerMetadata.nanogpt` of a generated image. A key that is absent is unknown. */
export type NanoGPTImageMetadata = {
  /** What the bytes are, which need not be what was asked for, nor what the SDK says where it knows no such format. */
  mediaType?: string
  /** Its part of the charge: that of the request divided by the number of its images, unless the answer tells it. */
  cost?: { amount: number; currency: string }
  /** The signed link that it came from; dead after about an hour. */
  url?: string
  /** The prompt as the model rewrote it. */
  revisedPrompt?: string
  seed?: number
}

/**
 * `providerMetadata.nanogpt` of one request: that of `result.calls[i]`. Of `result.providerMetadata` the SDK
 * keeps `images` alone.
 */
export type NanoGPTImageCallMetadata = NanoGPTAnswerCost & {
  /** As many as the request has images. */
  images: NanoGPTImageMetadata[]
  /** Images that were made, and charged, but could not be loaded. */
  failures?: { message: string; url?: string }[]
}

const text = z.string().min(1).optional()

const imageOptions = () =>
  z.strictObject({
    route: z.enum(['images', 'generations', 'edits']).optional(),
    resolution: text,
    aspectRatio: text,
    quality: text,
    renderingSpeed: text,
    outputFormat: z.enum(['png', 'jpeg', 'webp']).optional(),
    negativePrompt: z.string().optional(),
    strength: z.number().min(0).max(1).optional(),
    guidanceScale: z.number().min(0).max(20).optional(),
    steps: z.number().int().min(1).max(100).optional(),
    kontextMaxMode: z.boolean().optional(),
    responseFormat: z.enum(['b64_json', 'url']).optional(),
    user: z.string().optional(),
    moderation: z.union([z.boolean(), z.string().min(1)]).optional(),
    billingMode: z.enum(['auto', 'subscription', 'paygo']).optional(),
    extraBody: z.record(z.string(), z.json()).optional(),
  } satisfies Record<keyof NanoGPTImageModelOptions, z.ZodType>)

let schema: ReturnType<typeof imageOptions> | undefined

/** The schema of a call's options; made when it is first needed. */
export function imageOptionsSchema(): ReturnType<typeof imageOptions> {
  return (schema ??= imageOptions())
}
