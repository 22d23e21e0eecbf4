import { generateText, Output } from 'ai'
import { z } from 'zod'
import { models } from '../models.ts'
import { receiptsOf } from '../receipt.ts'
import type { Stop } from '../stop.ts'

const invoice = z.object({
  supplier: z.string(),
  hours: z.number(),
  hourlyRate: z.number(),
  currency: z.enum(['EUR', 'GBP', 'USD']),
  date: z.iso.date(),
})

export const makeObject: Stop = {
  title: 'Get a typed object',
  shows: 'Output.object reads a sentence into a zod schema; TypeScript knows every field.',

  async visit({ nanogpt, page, signal }) {
    const result = await generateText({
      model: nanogpt(models.chat),
      output: Output.object({ schema: invoice }),
      prompt:
        'Read this invoice. The studio Northwind Design billed 12 hours at 95.50 EUR an hour on 2026-03-14.',
      abortSignal: signal,
    })

    page.write(JSON.stringify(result.output, null, 2))

    const { hours, hourlyRate, currency, supplier } = result.output
    page.line(
      `${hours} hours at ${hourlyRate}: ${supplier} gets ${(hours * hourlyRate).toFixed(2)} ${currency}.`,
    )

    return receiptsOf(result.steps)
  },
}
