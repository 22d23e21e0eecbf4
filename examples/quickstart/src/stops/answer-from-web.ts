import { usageLedger } from '@nanogpt/ai-sdk-provider'
import { isStepCount, streamText, wrapLanguageModel } from 'ai'
import { models } from '../models.ts'
import type { Receipt } from '../receipt.ts'
import type { Stop } from '../stop.ts'

export const answerFromWeb: Stop = {
  title: 'Answer from the web',
  shows: 'A search as a tool of the model, its sources, and what each step cost.',

  async visit({ nanogpt, page, signal }) {
    const ledger = usageLedger()
    const result = streamText({
      model: wrapLanguageModel({ model: nanogpt(models.chat), middleware: ledger }),
      tools: {
        webSearch: nanogpt.tools.webSearch({
          // What is set here the model cannot choose.
          includeDomains: ['en.wikipedia.org', 'britannica.com'],
          fromDate: '2015-01-01',
          maxCharacters: 6000,
          onUsage: ledger.record,
        }),
      },
      stopWhen: isStepCount(4),
      prompt:
        'Search the web: how do honey bees survive the winter? Use pages until 2025-12-31, answer in two ' +
        'sentences, and name your sources.',
      abortSignal: signal,
      onError: () => {},
    })

    for await (const part of result.stream) {
      if (part.type === 'tool-call' && !part.dynamic) page.line(`→ ${part.toolName}`, part.input.query)
      if (part.type === 'tool-error') throw part.error
      if (part.type === 'text-delta') page.write(part.text)
      if (part.type === 'error') throw part.error
    }

    const outputs = (await result.steps).flatMap(step => step.staticToolResults.map(({ output }) => output))
    for (const output of outputs) {
      if (output.error !== undefined) page.line(`← ${output.error}`)
      for (const { title = '', url } of output.error === undefined ? output.sources : []) {
        page.line(`← ${title} ${url}`)
      }
    }
    return ledger.records.map(({ name, inputTokens, outputTokens, costUsd }): Receipt => ({
      modelId: name,
      inputTokens,
      outputTokens,
      cost: costUsd === undefined ? undefined : { amount: Number(costUsd), currency: 'USD' },
    }))
  },
}
