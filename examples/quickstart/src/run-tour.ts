import { isNanoGPTError } from '@nanogpt/ai-sdk-provider'
import { RetryError } from 'ai'
import type { Connection } from './connect.ts'
import type { Page } from './page.ts'
import { summarize, type Receipt } from './receipt.ts'
import type { Stop } from './stop.ts'

/** A tour to take. */
export interface Tour {
  stops: readonly Stop[]
  connection: Connection
  page: Page
  signal: AbortSignal
}

/** Visits the stops in order and resolves to the exit code: 0, 1 where a stop failed, 130 where Ctrl+C ended it. */
export async function runTour({ stops, connection, page, signal }: Tour): Promise<number> {
  const { nanogpt, notice } = connection
  const receipts: Receipt[] = []
  const failed: string[] = []
  page.title('NanoGPT and the AI SDK: a tour')
  page.write(notice)

  for (const [index, { title, shows, visit }] of stops.entries()) {
    if (signal.aborted) break
    page.heading(`${index + 1}. ${title}`)
    page.aside(shows)
    try {
      const own = await visit({ nanogpt, page, signal })
      receipts.push(...own)
      page.aside(summarize(own))
    } catch (error) {
      if (signal.aborted) continue
      failed.push(title)
      page.error(describeError(error))
      if (isKeyRefused(error)) {
        page.aside('No other stop could use this key, so the tour ends here.')
        break
      }
    }
  }

  page.heading(signal.aborted ? 'Stopped' : 'Total')
  page.line(receipts.length > 0 ? summarize(receipts) : 'No call was answered to its end.')
  if (signal.aborted) {
    page.aside('What was under way may have cost something; it is not in the total.')
    return 130
  }
  if (failed.length === 0) return 0
  page.error(
    `${failed.length} of ${stops.length} stops failed: ${failed.join(', ')}. What they may have cost is not in the total.`,
  )
  return 1
}

function isKeyRefused(error: unknown): boolean {
  return isNanoGPTError(error) && error.data.status === 401
}

/** What a person can act on. Never the whole error: it holds the request, and that is nobody's business. */
function describeError(error: unknown): string {
  if (RetryError.isInstance(error) && error.errors.length > 1) {
    return `Failed after ${error.errors.length} attempts: ${describeCause(error.lastError)}`
  }
  return `Failed: ${describeCause(error)}`
}

function describeCause(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  if (!isNanoGPTError(cause)) return message
  const { code, status, requestId } = cause.data
  const facts = [code, status && `status ${status}`, requestId && `request ${requestId}`].filter(Boolean)
  return facts.length > 0 ? `${message} (${facts.join(', ')})` : message
}
