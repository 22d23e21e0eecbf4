import { InvalidArgumentError } from '@ai-sdk/provider'
import { parseModelId } from '../model-id/model-id.ts'
import type { NanoGPTClient } from '../transport/http-client.ts'
import { createAnswerCache, freeze } from './answer-cache.ts'
import type {
  NanoGPTModelInfo,
  NanoGPTModelKind,
  NanoGPTModelProviders,
  NanoGPTModelQuery,
} from './catalog-types.ts'
import { estimateCost, type NanoGPTCostEstimate, type NanoGPTExpectedUsage } from './estimate-cost.ts'
import { checkSearch, chooseModels, type NanoGPTModelSearch } from './find-models.ts'
import {
  ALL_KINDS,
  IMAGE_PARAMETERS,
  LISTS,
  checkQuery,
  isOfOneAccount,
  kindsOf,
  toRequest,
  type List,
} from './model-lists.ts'
import { mergeLists, readModels } from './read-catalog.ts'
import { readProviders } from './read-providers.ts'

/** One list that was asked for. */
interface Question {
  kind: NanoGPTModelKind
  query: NanoGPTModelQuery
}

type ModelCall = Pick<NanoGPTModelQuery, 'abortSignal' | 'headers'>

/** What NanoGPT offers. The lists of all models need no key. */
export interface NanoGPTCatalog {
  /**
   * The models of one or several lists, all in one shape and with comparable prices. Answers are kept for five
   * minutes and shared by concurrent calls; failures are not kept, nor what belongs to one account
   * (`personalized`, `favorites`, call headers, and all where `apiKey` is a function: each call may be another's).
   *
   * @throws NanoGPT's `APICallError`; `InvalidArgumentError` for `plan` or `sort` of a list that has none;
   * `InvalidResponseDataError` for an answer that is no list.
   * @example await nanogpt.getAvailableModels({ kind: 'image' })
   */
  getAvailableModels(query?: NanoGPTModelQuery): Promise<NanoGPTModelInfo[]>

  /**
   * The models that have what is asked for, the best first.
   *
   * @throws as {@link NanoGPTCatalog.getAvailableModels}; `InvalidArgumentError` for a number that is none.
   * @example const [cheapest] = await nanogpt.findModels({ abilities: ['vision', 'toolCalling'] })
   */
  findModels(search?: NanoGPTModelSearch): Promise<NanoGPTModelInfo[]>

  /**
   * The providers behind a text model, with their prices. Suffixes of the id are ignored. Needs a key.
   *
   * @throws NanoGPT's `APICallError`.
   */
  getModelProviders(modelId: string, call?: ModelCall): Promise<NanoGPTModelProviders>

  /**
   * What a use of a model would cost at the prices of the catalogue. Suffixes of the id are ignored. Without `kind`
   * it is looked for among the text models, then in the other lists.
   *
   * @throws InvalidArgumentError when the catalogue does not have the model, or a count is none.
   * @example await nanogpt.estimateCost('zai-org/glm-5', { inputTokens: 2000, outputTokens: 500 })
   */
  estimateCost(
    modelId: string,
    usage: NanoGPTExpectedUsage,
    query?: Omit<NanoGPTModelQuery, 'detailed' | 'sort'>,
  ): Promise<NanoGPTCostEstimate>
}

/** @param connect gives the client, when it is first needed. */
export function createCatalog(connect: () => NanoGPTClient): NanoGPTCatalog {
  const cache = createAnswerCache<readonly NanoGPTModelInfo[]>()

  const fetchList = async (list: List, { kind, query }: Question): Promise<readonly NanoGPTModelInfo[]> => {
    const { value } = await connect().getJson(toRequest(list, query))
    return freeze(readModels(value, { kind, plan: query.plan }))
  }

  const ask = (list: List, { kind, query }: Question) => {
    if (isOfOneAccount(query) || !connect().hasOneKey) return fetchList(list, { kind, query })
    const question = JSON.stringify([list.path, kind, query.plan, query.sort, query.detailed ?? true])
    return cache.get(
      question,
      abortSignal => fetchList(list, { kind, query: { ...query, abortSignal } }),
      query,
    )
  }

  const findList = async (question: Question): Promise<readonly NanoGPTModelInfo[]> => {
    const { kind, query } = question
    const priced = ask(LISTS[kind], question)
    if (kind !== 'image' || query.detailed === false) return priced
    // Parameters are worth a request, but no failure: without it some of them are unknown.
    const described = ask(IMAGE_PARAMETERS, question).catch(() => {
      query.abortSignal?.throwIfAborted()
      return []
    })
    return freeze(mergeLists(...(await Promise.all([priced, described]))))
  }

  const getAvailableModels = async (query: NanoGPTModelQuery = {}) => {
    query.abortSignal?.throwIfAborted()
    const kinds = kindsOf(query)
    checkQuery(kinds, query)
    const lists = await Promise.all(kinds.map(kind => findList({ kind, query })))
    return withoutRepeats(lists.flat())
  }

  return {
    getAvailableModels,
    async findModels(search = {}) {
      checkSearch(search)
      const { sortBy } = search
      const sort = sortBy === 'mostused' || sortBy === 'favorites' ? { sort: sortBy } : {}
      return chooseModels(await getAvailableModels({ ...search, ...sort }), search)
    },
    getModelProviders: async (modelId, call) => fetchProviders(connect(), modelId, call),
    async estimateCost(modelId, usage, query = {}) {
      const find = async (kind: NanoGPTModelQuery['kind']) =>
        findModel(await getAvailableModels({ ...query, ...(kind && { kind }) }), modelId)
      const isAnywhere = query.kind === undefined && query.plan === undefined
      const model = (await find(query.kind)) ?? (isAnywhere ? await find(OTHER_KINDS) : undefined)
      if (model !== undefined) return estimateCost(model, usage)
      throw refusal(
        'modelId',
        `The catalogue has no model '${modelId}'${isAnywhere ? '' : ' in these lists'}.`,
      )
    },
  }
}

const OTHER_KINDS = ALL_KINDS.filter(kind => kind !== 'text')

async function fetchProviders(
  client: NanoGPTClient,
  modelId: string,
  { abortSignal, headers }: ModelCall = {},
): Promise<NanoGPTModelProviders> {
  const { base } = parseModelId(modelId)
  const { value } = await client.getJson({
    family: 'api',
    // Its ids have slashes (field note A8).
    path: `models/${encodeURIComponent(base)}/providers`,
    headers: {},
    callHeaders: headers,
    abortSignal,
  })
  return readProviders(value, base)
}

/** Lists that are asked for together may share models: `audio` and `speech` do. */
function withoutRepeats(models: readonly NanoGPTModelInfo[]): NanoGPTModelInfo[] {
  return [...new Map(models.map(model => [`${model.kind} ${model.id}`, model])).values()]
}

/** The very id, if the catalogue has it: `…:thinking` may be a model or a suffix. */
function findModel(models: readonly NanoGPTModelInfo[], modelId: string): NanoGPTModelInfo | undefined {
  const { base } = parseModelId(modelId)
  return models.find(({ id }) => id === modelId) ?? models.find(({ id }) => id === base)
}

function refusal(argument: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError({ argument, message })
}
