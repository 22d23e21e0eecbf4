import { z } from 'zod/v4'
import type { NanoGPTClient } from '../transport/http-client.ts'
import { definedEntries } from '../wire/json.ts'
import { readFindings } from './read-web.ts'
import { makeServerTool, type NanoGPTServerTool } from './server-tool.ts'
import { checkSettings, type NanoGPTWebResearchToolSettings } from './tool-settings.ts'
import { CITE } from './web-search.ts'

/** What the model writes to have a question researched. */
export interface NanoGPTWebResearchInput {
  query: string
  freshness?: string | undefined
}

/** Researches a question, by Sofya. */
export function makeWebResearch(
  connect: () => NanoGPTClient,
  settings: NanoGPTWebResearchToolSettings = {},
): NanoGPTServerTool<NanoGPTWebResearchInput> {
  checkSettings('webResearch', settings)
  const definition = {
    name: 'webResearch',
    path: 'web',
    description: `Researches a question that one search cannot answer: reads many pages and returns a report with its sources. Slow, and much dearer than a search. ${CITE}`,
    inputSchema: () => inputSchema(settings),
    prepare: (input: NanoGPTWebResearchInput) => prepare(input, settings),
  }
  return makeServerTool(connect, definition, settings)
}

/** What the developer has chosen the model is not asked for. */
function inputSchema({ freshness }: NanoGPTWebResearchToolSettings): z.ZodType<NanoGPTWebResearchInput> {
  const query = z.string().describe('The question, with all that is needed to understand it.')
  if (freshness !== undefined) return z.object({ query })
  return z.object({
    query,
    freshness: z
      .string()
      .optional()
      .describe('Only what is new: day, week, month, year, or YYYY-MM-DD:YYYY-MM-DD.'),
  })
}

function prepare(
  input: NanoGPTWebResearchInput,
  { maxSources, topic, freshness }: NanoGPTWebResearchToolSettings,
) {
  const query = input.query.trim()
  if (query === '') return { error: 'The query is empty: write the question to research.' }
  const window = freshness ?? (input.freshness?.trim() || undefined)
  const fields = { provider: 'sofya', operation: 'research', query, topic, maxSources, freshness: window }
  return { body: definedEntries(fields), read: readFindings }
}
