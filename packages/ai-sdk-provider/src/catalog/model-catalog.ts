import { InvalidArgumentError } from '@ai-sdk/provider'
import { parseModelId } from '../model-id/model-id.ts'
import type { NanoGPTClient } from '../transport/http-client.ts'
import type { GetOptions } from '../transport/request.ts'
import { untilAborted } from '../transport/until-aborted.ts'
import { definedEntries } from '../wire/json.ts'
import type {
  NanoGPTModelInfo,
  NanoGPTModelKind,
  NanoGPTModelProviders,
  NanoGPTModelQuery,
} from './catalog-types.ts'
import { estimateCost, type NanoGPTCostEstimate, type NanoGPTExpectedUsage } from './estimate-cost.ts'
import { chooseModels, type NanoGPTModelSearch } from './find-models.ts'
import { readModels, readProviders } from './read-catalog.ts'

/** What NanoGPT offers. The lists of all models need no key. */
export interface NanoGPTCatalog {
  /**
   * The models of one or several lists, all in one shape and with comparable prices. Answers are kept for five
   * minutes and shared by concurrent calls; failures are not kept.
   *
   * @throws NanoGPT's `APICallError`; `InvalidArgumentError` for `plan` or `sort` of a list that has none.
   * @example await nanogpt.getAvailableModels({ kind: 'image' })
   */
  getAvailableModels(query?: NanoGPTModelQuery): Promise<NanoGPTModelInfo[]>

  /**
   * The models that have what is asked for, the best first.
   *
   * @throws as {@link NanoGPTCatalog.getAvailableModels}.
   * @example const [cheapest] = await nanogpt.findModels({ abilities: ['vision', 'toolCalling'] })
   */
  findModels(search?: NanoGPTModelSearch): Promise<NanoGPTModelInfo[]>

  /**
   * The providers behind a text model, with their prices. Suffixes of the id are ignored.
   *
   * @throws NanoGPT's `APICallError`.
   */
  getModelProviders(
    modelId: string,
    call?: Pick<NanoGPTModelQuery, 'abortSignal' | 'headers'>,
  ): Promise<NanoGPTModelProviders>

  /**
   * What a use of a model would cost at the prices of the catalogue.
   *
   * @throws InvalidArgumentError when the catalogue does not have the model.
   * @example await nanogpt.estimateCost('zai-org/glm-5', { inputTokens: 2000, outputTokens: 500 })
   */
  estimateCost(
    modelId: string,
    usage: NanoGPTExpectedUsage,
    query?: NanoGPTModelQuery,
  ): Promise<NanoGPTCostEstimate>
}

/** How long the server itself keeps its lists (field note A8). */
const FRESH_MS = 300_000

const ALL_KINDS: readonly NanoGPTModelKind[] = ['text', 'image', 'video', 'audio', 'embedding']

const LISTS: Readonly<Record<NanoGPTModelKind, { path: string; query?: Record<string, string> }>> = {
  text: { path: 'models' },
  image: { path: 'image-models' },
  video: { path: 'video-models' },
  audio: { path: 'audio-models', query: { type: 'all' } },
  speech: { path: 'audio-models', query: { type: 'tts' } },
  transcription: { path: 'audio-models', query: { type: 'stt' } },
  embedding: { path: 'embedding-models' },
}

/** @param connect gives the client, when it is first needed. */
export function createCatalog(connect: () => NanoGPTClient): NanoGPTCatalog {
  const kept = new Map<string, { models: Promise<NanoGPTModelInfo[]>; freshUntil: number }>()

  const fetchList = async (kind: NanoGPTModelKind, query: NanoGPTModelQuery) => {
    const { value } = await connect().getJson(toRequest(kind, query))
    const list = readModels(value, kind === 'speech' || kind === 'transcription' ? 'audio' : kind)
    return list.map(model => (model.kind === 'audio' && kind !== 'audio' ? { ...model, kind } : model))
  }

  const list = (kind: NanoGPTModelKind, query: NanoGPTModelQuery): Promise<NanoGPTModelInfo[]> => {
    // Headers may choose an account, whose lists are nobody else's.
    if (query.headers !== undefined) return fetchList(kind, query)
    const key = JSON.stringify([kind, query.plan, query.sort, query.detailed])
    const known = kept.get(key)
    if (known !== undefined && !query.refresh && performance.now() < known.freshUntil) return known.models

    // Nobody's abort ends a request that others wait for too.
    const { abortSignal: _own, ...shared } = query
    const models = fetchList(kind, shared)
    const entry = { models, freshUntil: performance.now() + FRESH_MS }
    kept.set(key, entry)
    models.catch(() => {
      if (kept.get(key) === entry) kept.delete(key)
    })
    return models
  }

  const getAvailableModels = async (query: NanoGPTModelQuery = {}) => {
    query.abortSignal?.throwIfAborted()
    const kinds = kindsOf(query)
    checkQuery(kinds, query)
    const lists = Promise.all(kinds.map(kind => list(kind, query)))
    return (await untilAborted(lists, query.abortSignal)).flat()
  }

  return {
    getAvailableModels,
    findModels: async (search = {}) => chooseModels(await getAvailableModels(search), search),
    async getModelProviders(modelId, { abortSignal, headers } = {}) {
      const { base } = parseModelId(modelId)
      const { value } = await connect().getJson({
        family: 'api',
        path: `models/${encodeURIComponent(base)}/providers`,
        headers: {},
        callHeaders: headers,
        abortSignal,
      })
      return readProviders(value, base)
    },
    async estimateCost(modelId, usage, query) {
      const models = await getAvailableModels(query)
      const { base } = parseModelId(modelId)
      const model = models.find(({ id }) => id === modelId) ?? models.find(({ id }) => id === base)
      if (model === undefined) throw unknownModel(modelId)
      return estimateCost(model, usage)
    },
  }
}

function kindsOf({ kind = 'text' }: NanoGPTModelQuery): readonly NanoGPTModelKind[] {
  if (kind === 'all') return ALL_KINDS
  return typeof kind === 'string' ? [kind] : kind
}

function checkQuery(kinds: readonly NanoGPTModelKind[], { plan, sort }: NanoGPTModelQuery): void {
  const unknown = kinds.find(kind => !Object.hasOwn(LISTS, kind))
  if (unknown !== undefined) {
    const known = ['all', ...Object.keys(LISTS)].join(', ')
    throw refusal('kind', `There is no list of '${unknown}'. There are: ${known}.`)
  }
  const other = kinds.find(kind => kind !== 'text')
  if (other === undefined || (plan === undefined && sort === undefined)) return
  throw refusal(
    plan === undefined ? 'sort' : 'plan',
    `Only the list of text models has a plan and a sort, not that of ${other}. Ask for kind 'text' alone.`,
  )
}

function toRequest(
  kind: NanoGPTModelKind,
  { plan, sort, detailed = true, headers, abortSignal }: NanoGPTModelQuery,
) {
  const { path, query } = LISTS[kind]
  const request: GetOptions = {
    family: plan === undefined ? 'plain' : 'api',
    path: plan === undefined ? path : `${plan}/v1/${path}`,
    query: definedEntries({ ...query, detailed: String(detailed), sort }) as Record<string, string>,
    headers: {},
    callHeaders: headers,
    abortSignal,
    // The account's own lists need a key (API sheet §2).
    isPublic: plan !== 'personalized' && sort !== 'favorites',
  }
  return request
}

function unknownModel(modelId: string): InvalidArgumentError {
  return refusal(
    'modelId',
    `The catalogue has no model '${modelId}'. Text models are looked for unless the third argument names another kind.`,
  )
}

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
