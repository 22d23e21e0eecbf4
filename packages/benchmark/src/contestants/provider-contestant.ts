import type { LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { generateImage, generateSpeech } from 'ai'
import type { AnswerContent } from '../answers/chat-answer.ts'
import type { FileAnswer, FileKind } from '../answers/file-answer.ts'
import { NotAvailableError } from '../measuring/measurement.ts'
import type { ProviderContestant } from './contestant.ts'

/** Where a `fetch` that never leaves the process pretends to be. */
const NOWHERE = 'https://benchmark.invalid/api/v1'

const PROMPT = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Go on.' }] }]

type Models = Pick<
  ProviderContestant,
  'createModel' | 'createEmbeddingModel' | 'createImageModel' | 'createSpeechModel'
>

/** A contestant out of what makes the models of a provider. */
export function providerContestant(
  identity: Pick<ProviderContestant, 'name' | 'moduleName'>,
  models: Models,
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
    readFile: (kind, answer) => readFile(models, kind, answer),
  }
}

async function readFile(models: Models, kind: FileKind, { fetch }: FileAnswer): Promise<Uint8Array> {
  const connection = { baseURL: NOWHERE, fetch }
  if (kind === 'image') {
    const model = models.createImageModel(connection)
    const { image } = await generateImage({ model, prompt: 'An owl', maxRetries: 0 })
    return image.uint8Array
  }
  const model = models.createSpeechModel?.(connection)
  if (model === undefined) throw new NotAvailableError('It has no speech models.')
  const { audio } = await generateSpeech({ model, text: 'Go on.', outputFormat: 'mp3', maxRetries: 0 })
  return audio.uint8Array
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
