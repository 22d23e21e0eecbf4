import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import type { Connection } from './contestant.ts'
import { providerContestant } from './provider-contestant.ts'

const connect = (connection: Connection) =>
  createOpenAICompatible({ name: 'nanogpt', apiKey: 'benchmark', includeUsage: true, ...connection })

export const openaiCompatible = providerContestant(
  { name: 'openai-compatible', moduleName: '@ai-sdk/openai-compatible' },
  {
    createModel: connection => connect(connection)('zai-org/glm-5'),
    createEmbeddingModel: connection => connect(connection).embeddingModel('text-embedding-3-small'),
    createImageModel: connection => connect(connection).imageModel('gpt-image-2'),
  },
)
