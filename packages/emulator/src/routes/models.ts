import { cutToBasic, isIncluded, type AddedModel } from '../data/added-models.ts'
import { catalog } from '../data/catalog.ts'
import { vendorOf, type Model } from '../data/model.ts'
import type { EmulatorContext } from '../env.ts'
import { isKnownKey, readKeys } from '../middleware/require-key.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'
import { addedTo } from './list-reply.ts'

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

/** An entry of the list, and what decides about its place in it. */
interface Listed {
  id: string
  subscription: boolean
  created: number
  write: (details: boolean) => Record<string, unknown>
}

const own: readonly Listed[] = catalog.map(model => ({
  id: model.id,
  subscription: model.subscription,
  created: model.created,
  write: details => (details ? detailed(model) : basic(model)),
}))

function added(entry: AddedModel): Listed {
  const { id, created } = entry
  return {
    id: typeof id === 'string' ? id : '',
    subscription: isIncluded(entry),
    created: typeof created === 'number' ? created : 0,
    write: details => (details ? entry : cutToBasic(entry)),
  }
}

type Included = (model: Pick<Listed, 'subscription'>, context: EmulatorContext) => boolean

function listed(context: EmulatorContext, included: Included): Listed[] {
  return [...own, ...addedTo(context, 'text').map(added)].filter(model => included(model, context))
}

function showsKey(context: EmulatorContext): boolean {
  return readKeys(context).some(key => isKnownKey(context, key))
}

/** What the account used last comes first; what it never used stays as it was. */
function byLastUse(models: readonly Listed[], context: EmulatorContext): readonly Listed[] {
  if (!showsKey(context)) return models
  const uses = context.env.state.ledger.entries.map(({ model }) => model)
  return models.toSorted((one, other) => uses.lastIndexOf(other.id) - uses.lastIndexOf(one.id))
}

/** What all the world uses is not known here: the newest come first, which shows that sorting reorders and drops nothing. */
function byAge(models: readonly Listed[]): readonly Listed[] {
  return models.toSorted((one, other) => other.created - one.created || one.id.localeCompare(other.id))
}

const orders: Readonly<Record<string, typeof byLastUse>> = { favorites: byLastUse, mostused: byAge }

/** `GET …/models`: lists the models that `included` lets through. An unknown `sort` is ignored. */
export function listModels(included: Included) {
  return function answerModels(context: EmulatorContext): Response {
    const order = orders[context.req.query('sort') ?? '']
    const models = listed(context, included)
    const sorted = order === undefined ? models : order(models, context)
    const details = context.req.query('detailed') === 'true'
    return deliver(context, jsonReply({ object: 'list', data: sorted.map(({ write }) => write(details)) }))
  }
}

/** `GET /api/models`: ids and nothing else, as the API began. */
export function listIds(context: EmulatorContext): Response {
  return deliver(
    context,
    jsonReply({ models: listed(context, visibleModel).flatMap(({ id }) => (id === '' ? [] : [id])) }),
  )
}

/** A subscriber who shows a valid key sees what the subscription includes, anybody else everything. */
export const visibleModel: Included = ({ subscription }, context) =>
  subscription || !context.env.state.options.subscription || !showsKey(context)
