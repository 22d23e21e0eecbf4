import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import { NotAvailableError } from '../measuring/measurement.ts'
import type { Connection, ProviderContestant } from './contestant.ts'
import { providerContestant } from './provider-contestant.ts'

const connect = (connection: Connection) => createOpenRouter({ apiKey: 'benchmark', ...connection })

const provider = providerContestant(
  { name: 'openrouter', moduleName: '@openrouter/ai-sdk-provider' },
  {
    createModel: connection => connect(connection).chat('zai-org/glm-5'),
    createEmbeddingModel: connection => connect(connection).textEmbeddingModel('text-embedding-3-small'),
    createImageModel: connection => connect(connection).imageModel('gpt-image-2'),
  },
)

export const openrouter: ProviderContestant = {
  ...provider,
  async readFile(kind, answer) {
    if (answer.form === 'url') throw new NotAvailableError('It reads images in base64 only.')
    return provider.readFile(kind, answer)
  },
}
