import { isStepCount, streamText, tool } from 'ai'
import { z } from 'zod'
import { models } from '../models.ts'
import { receiptsOf } from '../receipt.ts'
import type { Stop } from '../stop.ts'

const findOrder = tool({
  description: 'Finds an order and the id of its parcel.',
  inputSchema: z.object({ orderNumber: z.number() }),
  execute: async ({ orderNumber }) => ({ orderNumber, product: 'reading lamp', parcelId: 'NP-77812' }),
})

const trackParcel = tool({
  description: 'Says where a parcel is. Needs the id of the parcel, not the number of the order.',
  inputSchema: z.object({ parcelId: z.string() }),
  execute: async ({ parcelId }) => ({ parcelId, place: 'Rotterdam', arrives: 'tomorrow before noon' }),
})

export const callTools: Stop = {
  title: 'Let the model call tools',
  shows: 'Two functions of this program; the second needs what the first one found.',

  async visit({ nanogpt, page, signal }) {
    const result = streamText({
      model: nanogpt(models.chat),
      tools: { findOrder, trackParcel },
      stopWhen: isStepCount(5),
      prompt: 'My order 1042 has not arrived. Where is its parcel now? Answer in one sentence.',
      abortSignal: signal,
      // The error arrives as a part below; without this the SDK would print it as well.
      onError: () => {},
    })

    for await (const part of result.stream) {
      if (part.type === 'tool-call') page.line(`→ ${part.toolName}`, part.input)
      if (part.type === 'tool-result') page.line(`← ${part.toolName}`, part.output)
      if (part.type === 'tool-error') page.line(`← ${part.toolName} failed`, part.error)
      if (part.type === 'text-delta') page.write(part.text)
      if (part.type === 'error') throw part.error
    }

    return receiptsOf(await result.steps)
  },
}
