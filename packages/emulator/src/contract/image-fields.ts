import { z } from 'zod'
import type { CodesByField } from './validate.ts'

const dataUrl = z.string().regex(/^data:image\/[\w.+-]+;base64,/, {
  error: 'must be a base64 data URL of an image; URLs are not supported here',
})

const formats = z.enum(['png', 'jpeg', 'jpg', 'webp'])

/** Fields that some models have and others ignore. */
const modelFields = {
  strength: z.number().min(0).max(1).optional(),
  guidance_scale: z.number().min(0).max(20).optional(),
  num_inference_steps: z.int().min(1).max(100).optional(),
  seed: z.int().optional(),
  kontext_max_mode: z.boolean().optional(),
  quality: z.string().optional(),
  rendering_speed: z.string().optional(),
  output_format: formats.optional(),
  negative_prompt: z.string().optional(),
  user: z.string().optional(),
}

/** Pictures in the OpenAI-compatible endpoints: data URLs only. */
const dataFields = {
  imageDataUrl: dataUrl.optional(),
  imageDataUrls: z.array(dataUrl).optional(),
  maskDataUrl: dataUrl.optional(),
}

/** The body of `POST …/images/generations`, and of `…/images/edits`, whose form has the same names beside its files. */
export const generationFields = z.strictObject({
  prompt: z.string().min(1),
  model: z.string().min(1).optional(),
  n: z.int().min(1).optional(),
  size: z.string().min(1).optional(),
  response_format: z.enum(['url', 'b64_json']).optional(),
  ...dataFields,
  ...modelFields,
})

const reference = z.union([
  z.string().min(1),
  z.strictObject({ type: z.literal('image_url'), image_url: z.strictObject({ url: z.string().min(1) }) }),
])

/** The body of `POST …/images`. */
export const imageFields = z.strictObject({
  model: z.string().min(1),
  prompt: z.string().min(1).optional(),
  n: z.int().min(1).optional(),
  nImages: z.int().min(1).optional(),
  resolution: z.string().min(1).optional(),
  aspect_ratio: z.string().min(1).optional(),
  input_references: z.array(reference).min(1).optional(),
  stream: z.boolean().optional(),
  provider: z.unknown().optional(),
  imageDataUrl: z.string().optional(),
  imageDataUrls: z.array(z.string()).optional(),
  image_url: z.string().optional(),
  images: z.array(z.string()).optional(),
  maskDataUrl: dataUrl.optional(),
  ...modelFields,
})

export const imageCodes: CodesByField = { input_references: 'invalid_input_references' }

export type GenerationBody = z.infer<typeof generationFields>
export type ImageBody = z.infer<typeof imageFields>
