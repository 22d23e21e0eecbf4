import { generateText } from 'ai'
import { receiptsOf } from '../receipt.ts'
import type { Stop } from '../stop.ts'

export const findModel: Stop = {
  title: 'Find a model',
  shows: 'The cheapest models that see images and call tools, and what one of them should charge.',

  async visit({ nanogpt, page, signal }) {
    const found = await nanogpt.findModels({
      abilities: ['vision', 'toolCalling'],
      limit: 3,
      abortSignal: signal,
    })
    for (const { id, tokenPrices } of found) {
      page.line(`$${tokenPrices.input} in, $${tokenPrices.output} out of a million tokens: ${id}`)
    }
    const [cheapest] = found
    if (cheapest === undefined) throw new Error('No model of the catalogue sees images and calls tools.')

    const { steps, usage, finalStep } = await generateText({
      model: nanogpt(cheapest.id),
      prompt: 'Which planet has the longest day? One sentence, please.',
      maxOutputTokens: 400,
      abortSignal: signal,
    })
    const { usd } = await nanogpt.estimateCost(cheapest.id, {
      inputTokens: usage.inputTokens,
      outputTokens: usage.outputTokens,
    })
    page.line(`A call at these prices: $${usd}`)
    page.line(`What was charged:      $${String(finalStep.providerMetadata?.['nanogpt']?.['costUsd'])}`)
    return receiptsOf(steps)
  },
}
