import { streamText } from 'ai'
import { models } from '../models.ts'
import { receiptsOf } from '../receipt.ts'
import type { Stop } from '../stop.ts'

export const streamAnswer: Stop = {
  title: 'Stream an answer',
  shows: 'streamText prints the text while it is being written.',

  async visit({ nanogpt, page, signal }) {
    const result = streamText({
      model: nanogpt(models.chat),
      instructions: 'Answer in at most three sentences, without Markdown.',
      prompt: 'Why does bread smell so good while it is baking?',
      abortSignal: signal,
      // The error arrives as a part below; without this the SDK would print it as well.
      onError: () => {},
    })

    for await (const part of result.stream) {
      if (part.type === 'text-delta') page.write(part.text)
      if (part.type === 'error') throw part.error
    }

    return receiptsOf(await result.steps)
  },
}
