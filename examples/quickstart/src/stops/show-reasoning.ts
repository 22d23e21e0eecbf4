import { streamText } from 'ai'
import { models } from '../models.ts'
import { receiptsOf } from '../receipt.ts'
import type { Stop } from '../stop.ts'

export const showReasoning: Stop = {
  title: 'Show the reasoning',
  shows: 'A thinking model thinks first (with a bar at its side) and answers then; the two never mix.',

  async visit({ nanogpt, page, signal }) {
    const result = streamText({
      model: nanogpt(models.thinking),
      instructions: 'Answer in one or two sentences, without Markdown.',
      prompt:
        'A bat and a ball cost 1.10 together; the bat costs 1.00 more than the ball. What does the ball cost?',
      abortSignal: signal,
      // The error arrives as a part below; without this the SDK would print it as well.
      onError: () => {},
    })

    for await (const part of result.stream) {
      if (part.type === 'reasoning-delta') page.write(part.text, 'thought')
      if (part.type === 'text-delta') page.write(part.text)
      if (part.type === 'error') throw part.error
    }

    const { outputTokenDetails } = await result.usage
    page.line(`Tokens spent on thinking: ${outputTokenDetails.reasoningTokens ?? 'unknown'}`)

    return receiptsOf(await result.steps)
  },
}
