import { InvalidArgumentError } from '@ai-sdk/provider'
import { parseModelId } from '../model-id/model-id.ts'
import { asList, asRecord, asText, type JsonRecord } from '../wire/json.ts'

/** A prepared request, as far as an advisor cares. */
export interface AdvisedRequest {
  body: JsonRecord
  headers: Record<string, string>
  stream: boolean
  billing: string
}

// Names of one thing, of which the first counts (newer API sheet §2.1).
const WEB_SEARCH_FIELDS = ['web_search', 'webSearch', 'linkup', 'web_search_options'] as const

// What an advisor cannot be combined with (API sheet §10), and how each is said.
const CONFLICTS: readonly (readonly [string, (request: AdvisedRequest) => boolean])[] = [
  ['streaming', ({ stream }) => stream],
  ['tools', ({ body }) => body.tools !== undefined],
  ['structured output', ({ body }) => body.response_format !== undefined],
  ['memory', ({ body, headers }) => isTruthy(headers.memory) || suffixesOf(body).memory !== undefined],
  [
    'webSearch',
    ({ body }) =>
      WEB_SEARCH_FIELDS.some(field => isOn(body[field])) || suffixesOf(body).webSearch !== undefined,
  ],
  ['scraping', ({ body }) => body.scraping === true],
  ['youtubeTranscripts', ({ body }) => body.youtube_transcripts === true],
  ['byok', ({ body, headers }) => isOn(body.byok) || isTruthy(headers['x-use-byok'])],
  [
    'reasoningEffort of a message',
    ({ body }) =>
      asList(body.messages).some(message => asRecord(message)?.configuration_update !== undefined),
  ],
  ['moderation', ({ headers }) => isTruthy(headers.moderation)],
  ["billing 'subscription'", ({ billing }) => billing === 'subscription'],
  [
    'itself as the model that answers',
    ({ body }) => baseOf(asRecord(body.advisor)?.model) === baseOf(body.model),
  ],
]

/** @throws InvalidArgumentError naming what an advisor was combined with. */
export function refuseAdvisorConflicts(request: AdvisedRequest): void {
  if (request.body.advisor === undefined) return
  const conflicts = CONFLICTS.filter(([, applies]) => applies(request)).map(([name]) => name)
  if (conflicts.length === 0) return
  throw new InvalidArgumentError({
    argument: 'providerOptions',
    message: `NanoGPT cannot combine providerOptions.nanogpt.advisor with ${conflicts.join(', ')}. Remove one side.`,
  })
}

/** The model without its suffixes. */
function baseOf(modelId: unknown): string {
  return parseModelId(asText(modelId) ?? '').base
}

function suffixesOf(body: JsonRecord) {
  return parseModelId(asText(body.model) ?? '')
}

function isOn(option: unknown): boolean {
  return option !== undefined && option !== false && asRecord(option)?.enabled !== false
}

function isTruthy(header: string | undefined): boolean {
  return header !== undefined && !/^(?:false|0|no|off)$/i.test(header)
}
