import { InvalidArgumentError } from '@ai-sdk/provider'
import { parseModelId } from '../model-id/model-id.ts'
import { asText, type JsonRecord } from '../wire/json.ts'

/** A prepared request, as far as an advisor cares. */
export interface AdvisedRequest {
  body: JsonRecord
  headers: Record<string, string>
  stream: boolean
  billing: string
}

// What an advisor cannot be combined with (API sheet §10), and how each is said.
const CONFLICTS: readonly (readonly [string, (request: AdvisedRequest) => boolean])[] = [
  ['streaming', ({ stream }) => stream],
  ['tools', ({ body }) => body.tools !== undefined],
  ['structured output', ({ body }) => body.response_format !== undefined],
  ['memory', ({ body, headers }) => headers.memory !== undefined || suffixesOf(body).memory !== undefined],
  ['webSearch', ({ body }) => isOn(body.web_search) || suffixesOf(body).webSearch !== undefined],
  ['scraping', ({ body }) => body.scraping === true],
  ['youtubeTranscripts', ({ body }) => body.youtube_transcripts === true],
  ['byok', ({ body }) => body.byok !== undefined],
  ['moderation', ({ headers }) => headers.moderation !== undefined],
  ["billing 'subscription'", ({ billing }) => billing === 'subscription'],
]

/** @throws InvalidArgumentError naming what an advisor was combined with. */
export function refuseAdvisorConflicts(request: AdvisedRequest): void {
  const conflicts = CONFLICTS.filter(([, applies]) => applies(request)).map(([name]) => name)
  if (conflicts.length === 0) return
  throw new InvalidArgumentError({
    argument: 'providerOptions',
    message: `NanoGPT cannot combine providerOptions.nanogpt.advisor with ${conflicts.join(', ')}. Remove one side.`,
  })
}

function suffixesOf(body: JsonRecord) {
  return parseModelId(asText(body.model) ?? '')
}

function isOn(option: unknown): boolean {
  return option !== undefined && option !== false
}
