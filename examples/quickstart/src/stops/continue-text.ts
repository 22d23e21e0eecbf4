import { streamText } from 'ai'
import { models } from '../models.ts'
import { receiptsOf } from '../receipt.ts'
import type { Stop } from '../stop.ts'

const BEGINNING = 'The night train left Rotterdam at ten, and nobody on it knew that'

export const continueText: Stop = {
  title: 'Continue a text',
  shows: 'A completion goes on where the text stops; there are no roles and no chat.',

  async visit({ nanogpt, page, signal }) {
    const result = streamText({
      model: nanogpt.completionModel(models.completion),
      prompt: BEGINNING,
      stopSequences: ['\n'],
      maxOutputTokens: 200,
      abortSignal: signal,
      // The error arrives as a part below; without this the SDK would print it as well.
      onError: () => {},
    })

    page.write(`${BEGINNING} …`)
    for await (const part of result.stream) {
      if (part.type === 'text-delta') page.write(part.text)
      if (part.type === 'error') throw part.error
    }

    return receiptsOf(await result.steps)
  },
}
