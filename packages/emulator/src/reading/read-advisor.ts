import { invalidValue } from '../contract/api-error.ts'
import { resolveModel } from '../contract/model-id.ts'
import type { Understanding } from '../contract/understanding.ts'
import type { Model } from '../data/model.ts'
import { readSwitch, type ChatRequest } from './chat-request.ts'
import { usesOwnKey } from './read-billing.ts'

type Refusal = [what: string, present: (request: ChatRequest, understood: Understanding) => boolean]

/** What an advisor cannot be combined with. */
const refusals: Refusal[] = [
  ['stream: true', ({ body }) => body.stream === true],
  ['tools', ({ body }) => body.tools !== undefined || body.tool_choice !== undefined],
  ['structured output', ({ body }) => ![undefined, 'text'].includes(body.response_format?.type)],
  ['structured output', ({ body }) => body.structured_outputs !== undefined],
  ['memory', (_, { memoryDays }) => memoryDays !== undefined],
  ['web search', (_, { search }) => search !== undefined],
  ['scraping', ({ body }) => body.scraping === true],
  [
    'YouTube transcripts',
    ({ body }) => body.youtube_transcripts !== undefined && body.youtube_transcripts !== false,
  ],
  ['byok', request => usesOwnKey(request)],
  [
    'moderation',
    ({ header }) => header('moderation') !== undefined && readSwitch(header('moderation')) !== false,
  ],
]

/** The model that is asked for advice: another one, and nothing else is asked for beside it. */
export function readAdvisor(request: ChatRequest, understood: Understanding): Model | undefined {
  const { advisor } = request.body
  if (advisor === undefined) return undefined
  const refusal = refusals.find(([, present]) => present(request, understood))
  if (refusal) throw invalidValue('advisor', `advisor cannot be combined with ${refusal[0]}`)
  const { model } = resolveModel(advisor.model)
  if (model.id === request.reference.model.id) {
    throw invalidValue(
      'advisor.model',
      `advisor.model must be another model than ${request.reference.model.id}`,
    )
  }
  return model
}
