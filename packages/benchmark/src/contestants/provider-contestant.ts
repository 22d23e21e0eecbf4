import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import type { AnswerContent } from '../answers/chat-answer.ts'
import type { ProviderContestant } from './contestant.ts'

/** Where a `fetch` that never leaves the process pretends to be. */
const NOWHERE = 'https://benchmark.invalid/api/v1'

const PROMPT = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Go on.' }] }]

/** A contestant out of what makes the models of a provider. */
export function providerContestant(
  identity: Pick<ProviderContestant, 'name' | 'moduleName'>,
  models: Pick<ProviderContestant, 'createModel' | 'createEmbeddingModel'>,
): ProviderContestant {
  return {
    ...identity,
    ...models,
    async readStream(fetch, onPart) {
      const { stream } = await models.createModel({ baseURL: NOWHERE, fetch }).doStream({ prompt: PROMPT })
      const reader = stream.getReader()
      while (true) {
        const { value, done } = await reader.read()
        if (done) return
        onPart(value)
      }
    },
    contentOf: part => contentOfPart(part as LanguageModelV4StreamPart),
  }
}

function contentOfPart(part: LanguageModelV4StreamPart): Partial<AnswerContent> {
  switch (part.type) {
    case 'text-delta':
      return { text: part.delta }
    case 'reasoning-delta':
      return { reasoning: part.delta }
    case 'tool-call':
      return { toolInput: part.input }
    case 'error':
      throw part.error instanceof Error ? part.error : new Error(JSON.stringify(part.error))
    default:
      return {}
  }
}
