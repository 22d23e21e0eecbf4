import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import type { Connection } from './contestant.ts'
import { providerContestant } from './provider-contestant.ts'

const connect = (connection: Connection) => createOpenRouter({ apiKey: 'benchmark', ...connection })

export const openrouter = providerContestant(
  { name: 'openrouter', moduleName: '@openrouter/ai-sdk-provider' },
  {
    createModel: connection => connect(connection).chat('zai-org/glm-5'),
    createEmbeddingModel: connection => connect(connection).textEmbeddingModel('text-embedding-3-small'),
  },
)
