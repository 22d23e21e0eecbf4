import { z } from 'zod/v4'
import type { NanoGPTClient } from '../transport/http-client.ts'
import { definedEntries, type JsonRecord } from '../wire/json.ts'
import { chooseUrls, isYouTube, withFailures, type UrlRule } from './choose-urls.ts'
import { readPages } from './read-pages.ts'
import { makeServerTool, type NanoGPTServerTool } from './server-tool.ts'
import {
  checkSettings,
  type NanoGPTScrapeUrlsToolSettings,
  type NanoGPTServerToolSettings,
} from './tool-settings.ts'
import { CITE } from './web-search.ts'

/** What the model writes to read pages or videos. */
export interface NanoGPTUrlsInput {
  urls: string[]
}

/** A tool that reads what is behind URLs. */
interface UrlTool {
  name: 'webFetch' | 'scrapeUrls' | 'youtubeTranscripts'
  path: string
  description: string
  rule: UrlRule
  /** What the request has besides the URLs. */
  fields: JsonRecord
}

/** Reads pages, by Sofya. */
export function makeWebFetch(
  connect: () => NanoGPTClient,
  settings: NanoGPTServerToolSettings = {},
): NanoGPTServerTool<NanoGPTUrlsInput> {
  const tool: UrlTool = {
    name: 'webFetch',
    path: 'web',
    description: 'Reads up to 10 web pages whose URLs are known, and returns their text.',
    rule: { what: 'web pages', most: 10, objection: () => undefined },
    fields: { provider: 'sofya', operation: 'fetch' },
  }
  return makeUrlTool(connect, tool, settings)
}

/** Reads pages, as Markdown. */
export function makeScrapeUrls(
  connect: () => NanoGPTClient,
  settings: NanoGPTScrapeUrlsToolSettings = {},
): NanoGPTServerTool<NanoGPTUrlsInput> {
  const tool: UrlTool = {
    name: 'scrapeUrls',
    path: 'scrape-urls',
    description:
      'Reads up to 5 web pages whose URLs are known, and returns them as Markdown. Not for YouTube.',
    rule: {
      what: 'web pages',
      most: 5,
      objection: url =>
        isYouTube(url)
          ? 'YouTube cannot be scraped. Use a tool for transcripts of YouTube videos, if there is one.'
          : undefined,
    },
    fields: definedEntries({ stealthMode: settings.stealthMode }),
  }
  return makeUrlTool(connect, tool, settings)
}

/** Reads what is said in videos. */
export function makeYoutubeTranscripts(
  connect: () => NanoGPTClient,
  settings: NanoGPTServerToolSettings = {},
): NanoGPTServerTool<NanoGPTUrlsInput> {
  const tool: UrlTool = {
    name: 'youtubeTranscripts',
    path: 'youtube-transcribe',
    description: 'Returns what is said in up to 10 YouTube videos whose URLs are known.',
    rule: {
      what: 'YouTube videos',
      most: 10,
      objection: url =>
        isYouTube(url) ? undefined : 'This is no URL of YouTube, such as https://www.youtube.com/watch?v=….',
    },
    fields: {},
  }
  return makeUrlTool(connect, tool, settings)
}

function makeUrlTool(
  connect: () => NanoGPTClient,
  { name, path, description, rule, fields }: UrlTool,
  settings: NanoGPTServerToolSettings,
): NanoGPTServerTool<NanoGPTUrlsInput> {
  checkSettings(name, settings)
  const definition = {
    name,
    path,
    description: `${description} ${CITE}`,
    inputSchema: () => inputSchema(rule),
    prepare: (input: NanoGPTUrlsInput) => {
      const chosen = chooseUrls(input.urls, rule)
      if ('error' in chosen) return chosen
      const { urls, failures } = chosen
      const read = (record: JsonRecord) => {
        const pages = readPages(record, urls)
        return pages && withFailures(pages, failures)
      }
      return { body: { ...fields, urls }, read }
    },
  }
  return makeServerTool(connect, definition, settings)
}

/** The limits are told here, and checked where there are words for the model. */
const inputSchema = ({ what, most }: UrlRule) =>
  z.object({
    urls: z
      .array(z.string().meta({ format: 'uri' }))
      .describe(`Whole URLs of 1 to ${most} ${what}.`)
      .meta({ minItems: 1, maxItems: most }),
  })
