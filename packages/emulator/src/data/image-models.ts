/** Formats a picture can have. */
export const pictureFormats = ['png', 'jpeg', 'webp'] as const
export type PictureFormat = (typeof pictureFormats)[number]

/** A model-specific field of an image request, as the catalogue names it. */
export type ImageParameter =
  | 'seed'
  | 'strength'
  | 'guidance_scale'
  | 'num_inference_steps'
  | 'kontext_max_mode'
  | 'quality'
  | 'rendering_speed'
  | 'output_format'

/** An image model of the catalogue. */
export interface ImageModel {
  id: string
  name: string
  description: string
  /** Sizes as `1024x1024`, ratios as `16:9`, classes as `1k`, scale factors as `2x`, or `auto`; the first is the default. */
  resolutions: readonly string[]
  /** Ratios that can be asked for beside the resolution. */
  aspectRatios: readonly string[]
  /** USD for one picture by resolution; `auto` for those that are not listed. */
  prices: Readonly<Record<string, number>>
  /** The most that `n` may be. */
  maxImages: number
  /** Makes, and bills, so many whatever `n` says. */
  fixedImages: number | undefined
  /** How many reference images it needs, and takes. */
  references: { min: number; max: number }
  /** What it says when there are too few of them. */
  referenceComplaint: string | undefined
  /** Repaints only what a mask marks. */
  inpainting: boolean
  /** Takes no prompt in the normalised endpoint. */
  promptOptional: boolean
  /** Characters of a prompt. The API words the refusal in two ways. */
  promptLimit: { characters: number; envelope: 'string' | 'openai' } | undefined
  parameters: readonly ImageParameter[]
  qualities: readonly string[]
  renderingSpeeds: readonly string[]
  /** Of a picture when nothing is asked. */
  format: PictureFormat
  /** Answers in its own format whatever is asked, as some models do. */
  ignoresFormat: boolean
  /** Rewrites prompts and says so. */
  revises: boolean
  nsfw: boolean
  tags: readonly string[]
}

type Distinctive = Pick<ImageModel, 'id' | 'name' | 'description' | 'resolutions' | 'prices'> &
  Partial<ImageModel>

/** A model with the usual answers for what its entry does not say. */
function model(entry: Distinctive): ImageModel {
  return {
    aspectRatios: [],
    maxImages: 4,
    fixedImages: undefined,
    references: { min: 0, max: 0 },
    referenceComplaint: undefined,
    inpainting: false,
    promptOptional: false,
    promptLimit: undefined,
    parameters: ['seed', 'output_format'],
    qualities: [],
    renderingSpeeds: [],
    format: 'png',
    ignoresFormat: false,
    revises: false,
    nsfw: false,
    tags: [],
    ...entry,
  }
}

const landscapes = ['1024x1024', '1344x768', '768x1344', '1152x896', '896x1152']
const ratios = ['1:1', '16:9', '9:16', '4:3', '3:4', '3:2', '2:3']

function samePrice(resolutions: readonly string[], dollars: number): Record<string, number> {
  return Object.fromEntries(resolutions.map(resolution => [resolution.replace('x', '*'), dollars]))
}

/** The image models of this emulator. What they cost and can do is plausible, and nobody's. */
export const imageModels: readonly ImageModel[] = [
  model({
    id: 'hidream',
    name: 'HiDream',
    description: 'What answers when no model is named.',
    resolutions: landscapes,
    prices: samePrice(landscapes, 0.014),
    parameters: ['seed', 'guidance_scale', 'num_inference_steps', 'output_format'],
    nsfw: true,
    tags: ['general'],
  }),
  model({
    id: 'flux-schnell',
    name: 'FLUX Schnell',
    description: 'Quick and cheap. Answers JPEG whatever is asked.',
    resolutions: ['1024x1024', '512x512', '768x768', '1344x768', '768x1344'],
    prices: { '1024*1024': 0.003, '512*512': 0.001, '768*768': 0.002, auto: 0.003 },
    parameters: ['seed', 'num_inference_steps', 'output_format'],
    format: 'jpeg',
    ignoresFormat: true,
    tags: ['fast'],
  }),
  model({
    id: 'flux-pro/v1.1-ultra',
    name: 'FLUX 1.1 Pro Ultra',
    description: 'One picture at a time, by ratio. Answers JPEG whatever is asked.',
    resolutions: ratios,
    prices: { auto: 0.06 },
    maxImages: 1,
    format: 'jpeg',
    ignoresFormat: true,
    promptLimit: { characters: 3000, envelope: 'openai' },
    tags: ['quality'],
  }),
  model({
    id: 'flux-kontext',
    name: 'FLUX Kontext',
    description: 'Makes pictures, and edits one.',
    resolutions: ['auto', ...ratios],
    prices: { auto: 0.04 },
    references: { min: 0, max: 4 },
    parameters: ['seed', 'strength', 'guidance_scale', 'kontext_max_mode', 'output_format'],
    tags: ['edit'],
  }),
  model({
    id: 'flux-lora/inpainting',
    name: 'FLUX LoRA Inpainting',
    description: 'Repaints the part of a picture that a mask marks.',
    resolutions: ['auto', '1024x1024'],
    prices: { auto: 0.035, '1024*1024': 0.035 },
    maxImages: 1,
    references: { min: 1, max: 1 },
    referenceComplaint: 'FLUX LoRA Inpainting requires an input image.',
    inpainting: true,
    parameters: ['seed', 'strength', 'guidance_scale', 'num_inference_steps', 'output_format'],
    nsfw: true,
    tags: ['edit', 'inpainting'],
  }),
  model({
    id: 'flux-virtual-try-on',
    name: 'FLUX Virtual Try-On',
    description: 'A person in a garment: two reference images, in this order.',
    resolutions: ['auto'],
    prices: { auto: 0.05 },
    maxImages: 1,
    references: { min: 2, max: 2 },
    referenceComplaint:
      'FLUX Virtual Try-On requires two input images: upload a person image first, then a garment image.',
    tags: ['edit'],
  }),
  model({
    id: 'gpt-image-2',
    name: 'GPT Image 2',
    description: 'Makes up to ten pictures, edits with and without a mask, and rewrites prompts.',
    resolutions: ['auto', '1024x1024', '1536x1024', '1024x1536'],
    prices: { auto: 0.042, '1024*1024': 0.042, '1536*1024': 0.063, '1024*1536': 0.063 },
    maxImages: 10,
    references: { min: 0, max: 16 },
    inpainting: true,
    parameters: ['quality', 'output_format'],
    qualities: ['auto', 'low', 'medium', 'high'],
    revises: true,
    tags: ['edit', 'quality'],
  }),
  model({
    id: 'nano-banana-2-lite',
    name: 'Nano Banana 2 Lite',
    description: 'Makes and combines pictures, up to fourteen.',
    resolutions: ['1k', 'auto'],
    aspectRatios: ratios,
    prices: { '1k': 0.04, auto: 0.04 },
    references: { min: 0, max: 14 },
    parameters: ['output_format'],
    tags: ['edit'],
  }),
  model({
    id: 'nano-banana-2-pro',
    name: 'Nano Banana 2 Pro',
    description: 'The same with larger pictures.',
    resolutions: ['1k', '2k', 'auto'],
    aspectRatios: ratios,
    prices: { '1k': 0.12, '2k': 0.15, auto: 0.12 },
    maxImages: 1,
    references: { min: 0, max: 14 },
    parameters: ['output_format'],
    tags: ['edit', 'quality'],
  }),
  model({
    id: 'qwen-image-3',
    name: 'Qwen Image 3',
    description: 'Short prompts only.',
    resolutions: landscapes,
    prices: samePrice(landscapes, 0.02),
    references: { min: 0, max: 3 },
    promptLimit: { characters: 800, envelope: 'string' },
    parameters: ['seed', 'strength', 'guidance_scale', 'output_format'],
    tags: ['general', 'edit'],
  }),
  model({
    id: 'recraft-v3',
    name: 'Recraft V3',
    description: 'Design work. Answers WebP unless asked otherwise.',
    resolutions: ['1024x1024', '1365x1024', '1024x1365', '1820x1024', '1024x1820'],
    prices: { auto: 0.04, '1024*1024': 0.04 },
    maxImages: 1,
    promptLimit: { characters: 1000, envelope: 'openai' },
    parameters: ['output_format'],
    format: 'webp',
    tags: ['design'],
  }),
  model({
    id: 'ideogram-v3',
    name: 'Ideogram V3',
    description: 'Letters in pictures.',
    resolutions: ['1024x1024', '1:1', '16:9', '9:16'],
    prices: { auto: 0.06, '1024*1024': 0.06 },
    maxImages: 8,
    parameters: ['seed', 'rendering_speed', 'output_format'],
    renderingSpeeds: ['TURBO', 'DEFAULT', 'QUALITY'],
    tags: ['design'],
  }),
  model({
    id: 'seedream-5',
    name: 'Seedream 5',
    description: 'Large pictures, from prompts and references.',
    resolutions: ['2048x2048', '1024x1024', '2304x1728', '1728x2304', 'auto'],
    prices: { '2048*2048': 0.03, '1024*1024': 0.025, auto: 0.03 },
    maxImages: 6,
    references: { min: 0, max: 10 },
    parameters: ['seed', 'guidance_scale', 'output_format'],
    tags: ['quality', 'edit'],
  }),
  model({
    id: 'midjourney-8',
    name: 'Midjourney 8',
    description: 'Four pictures at a time, and four are billed.',
    resolutions: ['1:1', '16:9', '9:16'],
    prices: { auto: 0.025 },
    fixedImages: 4,
    parameters: ['seed'],
    ignoresFormat: true,
    promptLimit: { characters: 2000, envelope: 'openai' },
    tags: ['art'],
  }),
  model({
    id: 'stable-diffusion-xl',
    name: 'Stable Diffusion XL',
    description: 'Pictures from prompts and from one picture.',
    resolutions: ['1024x1024', '512x512', '768x1024', '1024x768'],
    prices: { '1024*1024': 0.004, '512*512': 0.002, auto: 0.004 },
    references: { min: 0, max: 1 },
    parameters: ['seed', 'strength', 'guidance_scale', 'num_inference_steps', 'output_format'],
    nsfw: true,
    tags: ['open'],
  }),
  model({
    id: 'topaz-upscaler',
    name: 'Topaz Upscaler',
    description: 'Makes a picture larger.',
    resolutions: ['2x', '4x'],
    prices: { '2x': 0.01, '4x': 0.02 },
    maxImages: 1,
    references: { min: 1, max: 1 },
    referenceComplaint: 'Topaz Upscaler requires an input image.',
    promptOptional: true,
    parameters: ['output_format'],
    tags: ['upscale'],
  }),
]

/** What generates when no model is named; documented. */
export const defaultImageModel = 'hidream'

/** What edits when no model is named; the documents do not say which that is. */
export const defaultEditModel = 'flux-kontext'

const byId = new Map(imageModels.map(entry => [entry.id, entry]))

export function findImageModel(id: string): ImageModel | undefined {
  return byId.get(id)
}

function isRatio(resolution: string): boolean {
  return resolution.includes(':')
}

/** What `resolution` may be in the normalised endpoint, which has a field of its own for ratios. */
export function sizesOf({ resolutions }: ImageModel): string[] {
  return resolutions.filter(resolution => !isRatio(resolution))
}

/** What `aspect_ratio` may be there. */
export function ratiosOf({ resolutions, aspectRatios }: ImageModel): string[] {
  return [...aspectRatios, ...resolutions.filter(isRatio)]
}

/** USD for one picture. */
export function imagePrice({ prices }: ImageModel, resolution: string): number {
  return prices[resolution.replace('x', '*')] ?? prices['auto'] ?? 0
}
