import type { NanoGPTClient } from '../transport/http-client.ts'
import type { NanoGPTServerTool } from './server-tool.ts'
import type {
  NanoGPTScrapeUrlsToolSettings,
  NanoGPTServerToolSettings,
  NanoGPTWebResearchToolSettings,
  NanoGPTWebSearchToolSettings,
} from './tool-settings.ts'
import { makeScrapeUrls, makeWebFetch, makeYoutubeTranscripts, type NanoGPTUrlsInput } from './url-tools.ts'
import { makeWebExtract, type NanoGPTWebExtractInput } from './web-extract.ts'
import { makeWebResearch, type NanoGPTWebResearchInput } from './web-research.ts'
import { makeWebSearch, type NanoGPTWebSearchInput } from './web-search.ts'

/**
 * NanoGPT's tools, run by the AI SDK when a model calls them. Each call is a paid request that is never repeated.
 * All of them throw InvalidArgumentError for settings that cannot be.
 */
export interface NanoGPTServerTools {
  /**
   * Searches the web. `POST /api/web`.
   *
   * @example tools: { webSearch: nanogpt.tools.webSearch({ provider: 'exa', numResults: 5 }) }
   */
  webSearch(settings?: NanoGPTWebSearchToolSettings): NanoGPTServerTool<NanoGPTWebSearchInput>

  /** Reads the text of up to 10 pages, by Sofya. `POST /api/web`. */
  webFetch(settings?: NanoGPTServerToolSettings): NanoGPTServerTool<NanoGPTUrlsInput>

  /** Takes from a page what the model asks for, by Sofya. `POST /api/web`. */
  webExtract(settings?: NanoGPTServerToolSettings): NanoGPTServerTool<NanoGPTWebExtractInput>

  /** Researches a question in many pages, by Sofya. `POST /api/web`. */
  webResearch(settings?: NanoGPTWebResearchToolSettings): NanoGPTServerTool<NanoGPTWebResearchInput>

  /** Reads up to 5 pages as Markdown. `POST /api/scrape-urls`. */
  scrapeUrls(settings?: NanoGPTScrapeUrlsToolSettings): NanoGPTServerTool<NanoGPTUrlsInput>

  /** Reads what is said in up to 10 videos. `POST /api/youtube-transcribe`. */
  youtubeTranscripts(settings?: NanoGPTServerToolSettings): NanoGPTServerTool<NanoGPTUrlsInput>
}

/** @param connect gives the client, when it is first needed. */
export function createServerTools(connect: () => NanoGPTClient): NanoGPTServerTools {
  return {
    webSearch: settings => makeWebSearch(connect, settings),
    webFetch: settings => makeWebFetch(connect, settings),
    webExtract: settings => makeWebExtract(connect, settings),
    webResearch: settings => makeWebResearch(connect, settings),
    scrapeUrls: settings => makeScrapeUrls(connect, settings),
    youtubeTranscripts: settings => makeYoutubeTranscripts(connect, settings),
  }
}
