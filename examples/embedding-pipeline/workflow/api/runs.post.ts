import { defineHandler } from 'nitro/h3'
import { start } from 'workflow/api'
import { getWorld } from 'workflow/runtime'
import { embedCorpus } from '../embed-corpus.ts'
import { recoverRuns } from '../recovery.ts'

/**
 * Starts an ingestion: `POST /api/runs`, with `?full` for all documents. While one is under way it answers with that
 * one, since two would pay twice for the same texts.
 */
export default defineHandler(async event => {
  const full = event.url.searchParams.has('full')
  // One after the other: of two requests that look at the same time, both would see nothing under way.
  const run = previous.then(() => findOrStart(full))
  previous = run.catch(() => {})
  return { runId: await run }
})

let previous: Promise<unknown> = Promise.resolve()

async function findOrStart(full: boolean): Promise<string> {
  // The server answers while its plugins still start.
  await recoverRuns()
  const { runs } = getWorld()
  for (const status of ['pending', 'running'] as const) {
    const { data } = await runs.list({ status, resolveData: 'none' })
    if (data[0] !== undefined) return data[0].runId
  }
  const { runId } = await start(embedCorpus, [{ full }])
  return runId
}
