import type { NanoGPTProvider } from '@nanogpt/ai-sdk-provider'
import type { Page } from './page.ts'
import type { Receipt } from './receipt.ts'

/** What a stop works with. */
export interface Visit {
  nanogpt: NanoGPTProvider
  /** Where to print: `write` for text in pieces, `line` like `console.log`. */
  page: Page
  /** Aborted by Ctrl+C. */
  signal: AbortSignal
}

/** One use of the AI SDK. */
export interface Stop {
  title: string
  /** One sentence under the title. */
  shows: string
  /** Does it, and hands back a receipt for each call of a model. */
  visit(visit: Visit): Promise<Receipt[]>
}
