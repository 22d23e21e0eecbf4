import { z } from 'zod/v4'
import type { NanoGPTClient } from '../transport/http-client.ts'
import { asRecord, type JsonRecord } from '../wire/json.ts'
import { chooseUrls, withFailures } from './choose-urls.ts'
import { readData, readErrorText } from './read-web.ts'
import { makeServerTool, type NanoGPTServerTool } from './server-tool.ts'
import type { NanoGPTToolOutput } from './tool-output.ts'
import { checkSettings, type NanoGPTServerToolSettings } from './tool-settings.ts'
import { CITE } from './web-search.ts'

/** What the model writes to have something taken from a page. */
export interface NanoGPTWebExtractInput {
  url: string
  prompt: string
}

/** Takes something from a page, by Sofya. */
export function makeWebExtract(
  connect: () => NanoGPTClient,
  settings: NanoGPTServerToolSettings = {},
): NanoGPTServerTool<NanoGPTWebExtractInput> {
  checkSettings('webExtract', settings)
  const definition = {
    name: 'webExtract',
    path: 'web',
    description: `Reads one web page and returns only what you ask for, such as a table, prices or names. ${CITE}`,
    inputSchema: () =>
      z.object({
        url: z.string().meta({ format: 'uri', description: 'The whole URL of the page.' }),
        prompt: z.string().describe('What to take from the page, and in which form.'),
      }),
    prepare,
  }
  return makeServerTool(connect, definition, settings)
}

function prepare({ url, prompt }: NanoGPTWebExtractInput) {
  if (prompt.trim() === '') return { error: 'The prompt is empty: write what to take from the page.' }
  const chosen = chooseUrls([url], { what: 'web pages', most: 1, objection: () => undefined })
  if ('error' in chosen) return chosen
  const [page = url] = chosen.urls
  return {
    body: { provider: 'sofya', operation: 'extract', url: page, prompt },
    read: (record: JsonRecord) => read(record, page),
  }
}

/** What was taken, and the page as its source. */
function read(record: JsonRecord, url: string): NanoGPTToolOutput | undefined {
  const result = readData(record)
  if (result === undefined) return undefined
  const { url: _page, title: _title, ...data } = asRecord(result.data) ?? {}
  const error = readErrorText(data)
  // What was asked for may have a field of that name; a failure has nothing else.
  if (error !== undefined && Object.keys(data).every(key => key === 'error' || key === 'success')) {
    return withFailures({ sources: [] }, [{ url, error }])
  }
  return { ...result, sources: [{ url }] }
}
