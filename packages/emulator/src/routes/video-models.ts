import { vendorOf } from '../data/model.ts'
import { videoModels, type VideoModel } from '../data/video-models.ts'
import type { EmulatorContext } from '../env.ts'
import { deliver } from '../stream/deliver.ts'
import { addedTo, countedList, wantsDetails } from './list-reply.ts'

function basic({ id }: VideoModel): Record<string, unknown> {
  return { id, object: 'model', created: 1_788_000_000, owned_by: vendorOf(id) }
}

/** A field of a request that has a few values. */
function choice(label: string, values: readonly string[], usual = values[0]): Record<string, unknown> {
  return { type: 'select', label, options: values.map(value => ({ value, label: value })), default: usual }
}

function lengthChoice(durations: VideoModel['durations']): Record<string, unknown> {
  const values = durations.toSorted((one, other) => one - other).map(String)
  return {
    ...choice('Duration', values, String(durations[0])),
    options: values.map(value => ({ value, label: `${value} seconds` })),
  }
}

function toggle(label: string): Record<string, unknown> {
  return { type: 'switch', label, default: false }
}

/** The fields a model reads; those without a choice are left out. */
function parametersOf(model: VideoModel): Record<string, Record<string, unknown>> {
  const { aspectRatios, audio, durations, lengthField, pricing, resolutions } = model
  return {
    ...(durations.length > 1 && { [lengthField]: lengthChoice(durations) }),
    ...(resolutions.length > 0 && { resolution: choice('Resolution', resolutions) }),
    ...(aspectRatios.length > 0 && { aspect_ratio: choice('Aspect ratio', aspectRatios) }),
    ...(audio === 'asked' && { generateAudio: toggle('Sound') }),
    ...(('pro_multiplier' in pricing || 'pro_prices_per_second' in pricing) && { pro_mode: toggle('Pro') }),
    seed: { type: 'number', label: 'Seed' },
  }
}

function inputModalities({ inputs }: VideoModel): string[] {
  const reads = (...wanted: VideoModel['inputs']): boolean => wanted.some(input => inputs.includes(input))
  return ['text', ...(reads('image', 'references') ? ['image'] : []), ...(reads('video') ? ['video'] : [])]
}

function detailed(model: VideoModel): Record<string, unknown> {
  const { audio, description, inputs, name, pricing } = model
  const modalities = inputModalities(model)
  const parameters = parametersOf(model)
  const defaults = Object.entries(parameters).flatMap(([field, { default: value }]) =>
    value === undefined ? [] : [[field, value]],
  )
  return {
    ...basic(model),
    name,
    description,
    architecture: {
      modality: `${modalities.join('+')}->video`,
      input_modalities: modalities,
      output_modalities: ['video'],
    },
    capabilities: {
      video_generation: true,
      text_to_video: inputs.includes('text'),
      image_to_video: modalities.includes('image'),
      video_to_video: modalities.includes('video'),
      audio_generation: audio !== 'never',
    },
    supported_parameters: { parameters, defaults: Object.fromEntries(defaults) },
    pricing: { currency: 'USD', ...pricing },
    category: 'video',
  }
}

/** `GET /api/v1/video-models`. Needs no key. */
export function listVideoModels(context: EmulatorContext): Response {
  const details = wantsDetails(context)
  const data = [...videoModels.map(details ? detailed : basic), ...addedTo(context, 'video', details)]
  return deliver(context, countedList(context, data))
}
