import type { ImageModelV4CallOptions, SharedV4Warning } from '@ai-sdk/provider'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTImageModelOptions, NanoGPTImageRoute } from './image-options.ts'

export const PATHS: Readonly<Record<NanoGPTImageRoute, string>> = {
  images: 'images',
  generations: 'images/generations',
  edits: 'images/edits',
}

/** What the older routes document and the newer one does not (API sheet §13.4). */
const ONLY_OF_GENERATIONS = [
  'strength',
  'guidanceScale',
  'steps',
  'kontextMaxMode',
  'responseFormat',
  'user',
] as const satisfies readonly (keyof NanoGPTImageModelOptions)[]

export function chooseRoute(
  { mask }: Pick<ImageModelV4CallOptions, 'mask'>,
  options: NanoGPTImageModelOptions,
): NanoGPTImageRoute {
  if (options.route !== undefined) return options.route
  if (mask !== undefined) return 'edits'
  return ONLY_OF_GENERATIONS.some(name => options[name] !== undefined) ? 'generations' : 'images'
}

type Columns = Readonly<Record<NanoGPTImageRoute, string | undefined>>

// Each route takes what single models understand besides its own fields (API sheet §13.1, §13.5, §13.6).
const everywhere = (field: string): Columns => ({ images: field, generations: field, edits: field })

const FIELDS = {
  n: everywhere('n'),
  resolution: { images: 'resolution', generations: 'size', edits: 'size' },
  aspectRatio: { images: 'aspect_ratio', generations: undefined, edits: undefined },
  seed: everywhere('seed'),
  quality: everywhere('quality'),
  renderingSpeed: everywhere('rendering_speed'),
  outputFormat: everywhere('output_format'),
  negativePrompt: everywhere('negative_prompt'),
  strength: everywhere('strength'),
  guidanceScale: everywhere('guidance_scale'),
  steps: everywhere('num_inference_steps'),
  kontextMaxMode: everywhere('kontext_max_mode'),
  responseFormat: { images: undefined, generations: 'response_format', edits: 'response_format' },
  user: { images: undefined, generations: 'user', edits: 'user' },
} as const satisfies Record<string, Columns>

/** What a call asks for, apart from prompt and images. */
export type ImageWishes = { [Name in keyof typeof FIELDS]?: unknown }

/** The wishes as fields of a route, and a warning for each that it has no field for. */
export function fieldsOf(
  route: NanoGPTImageRoute,
  wishes: ImageWishes,
): { fields: JsonRecord; warnings: SharedV4Warning[] } {
  const fields: JsonRecord = {}
  const warnings: SharedV4Warning[] = []
  for (const [name, value] of Object.entries(definedEntries(wishes))) {
    const field = FIELDS[name as keyof typeof FIELDS][route]
    if (field === undefined) warnings.push(notCarried(name, route))
    else fields[field] = value
  }
  return { fields, warnings }
}

const HINTS: Readonly<Record<string, string>> = {
  aspectRatio: ' Use size, or the option resolution where the model lists ratios as sizes.',
}

function notCarried(feature: string, route: NanoGPTImageRoute): SharedV4Warning {
  return {
    type: 'unsupported',
    feature,
    details: `The endpoint /${PATHS[route]} has no field for it.${HINTS[feature] ?? ''}`,
  }
}
