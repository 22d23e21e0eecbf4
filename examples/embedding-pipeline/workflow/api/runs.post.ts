import { defineHandler } from 'nitro/h3'
import { start } from 'workflow/api'
import { getWorld } from 'workflow/runtime'
import { embedCorpus } from '../embed-corpus.ts'

/**
 * Starts an ingestion: `POST /api/runs`, with `?full` for all documents. While one is under way it answers with that
 * one, since two would pay twice for the same texts.
 */
export default defineHandler(async event => {
  const running = await getWorld().runs.list({ status: 'running', resolveData: 'none' })
  const [underWay] = running.data
  if (underWay !== undefined) return { runId: underWay.runId }
  const { runId } = await start(embedCorpus, [{ full: event.url.searchParams.has('full') }])
  return { runId }
})
