import { catalog } from '../data/catalog.ts'
import { vendorOf, type Model } from '../data/model.ts'
import type { EmulatorContext } from '../env.ts'
import { isKnownKey, readKeys } from '../middleware/require-key.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'

function basic(model: Model): Record<string, unknown> {
  return { id: model.id, object: 'model', created: model.created, owned_by: vendorOf(model.id) }
}

function inputModalities({ capabilities }: Model): string[] {
  const inputs: [name: string, present: boolean | undefined][] = [
    ['text', true],
    ['image', capabilities?.vision],
    ['video', capabilities?.video_input],
    ['audio', capabilities?.audio_input],
  ]
  return inputs.filter(([, present]) => present).map(([name]) => name)
}

function detailed(model: Model): Record<string, unknown> {
  const { price, subscription, providers } = model
  const inputs = inputModalities(model)
  return {
    ...basic(model),
    name: model.name,
    description: model.description,
    context_length: model.contextLength,
    max_output_tokens: model.maxOutputTokens,
    architecture: {
      modality: `${inputs.join('+')}->text`,
      input_modalities: inputs,
      output_modalities: ['text'],
    },
    capabilities: model.capabilities,
    supported_service_tiers: model.tiers,
    ...(model.efforts !== undefined && { reasoning_efforts: model.efforts }),
    pricing: {
      prompt: price.prompt,
      completion: price.completion,
      // Per thousand tokens, while the two above are per million.
      cacheReadInputPer1kTokens: price.cacheReadPer1k ?? null,
      cacheWriteInputPer1kTokens: price.cacheWritePer1k ?? null,
      currency: 'USD',
      unit: 'per_million_tokens',
    },
    category: 'text',
    subscription: { included: subscription, inputTokenMultiplier: 1, note: '' },
    distillationPolicy: { status: providers.length > 0 ? 'allowed' : 'unknown' },
  }
}

/** The order of the ids is as good a favourite as another; it only shows that sorting reorders and drops nothing. */
const orders: Record<string, (one: Model, other: Model) => number> = {
  mostused: (one, other) => other.created - one.created || one.id.localeCompare(other.id),
  favorites: (one, other) => one.id.localeCompare(other.id),
}

/** `GET …/models`: lists the models that `included` lets through. An unknown `sort` is ignored. */
export function listModels(included: (model: Model, context: EmulatorContext) => boolean) {
  return function answerModels(context: EmulatorContext): Response {
    const order = orders[context.req.query('sort') ?? '']
    const models = catalog.filter(model => included(model, context))
    const sorted = order === undefined ? models : models.toSorted(order)
    const describe = context.req.query('detailed') === 'true' ? detailed : basic
    return deliver(context, jsonReply({ object: 'list', data: sorted.map(describe) }))
  }
}

/** A subscriber who shows a valid key sees what the subscription includes, anybody else everything. */
export function visibleModel(model: Model, context: EmulatorContext): boolean {
  const subscriber =
    context.env.state.options.subscription && readKeys(context).some(key => isKnownKey(context, key))
  return !subscriber || model.subscription
}
