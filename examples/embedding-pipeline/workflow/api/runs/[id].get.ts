import { defineHandler } from 'nitro/h3'
import { getRun } from 'workflow/api'

/** How an ingestion is doing: `GET /api/runs/<id>`, with its result once it has one. */
export default defineHandler(async event => {
  const run = getRun(event.context.params?.['id'] ?? '')
  const status = await run.status
  return { status, ...(status === 'completed' && { result: await run.returnValue }) }
})
