import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import type { Connection } from './contestant.ts'
import { providerContestant } from './provider-contestant.ts'

const connect = (connection: Connection) => createNanoGPT({ apiKey: 'benchmark', ...connection })

export const nanogpt = providerContestant(
  { name: 'nanogpt', moduleName: '@nanogpt/ai-sdk-provider' },
  {
    createModel: connection => connect(connection)('zai-org/glm-5'),
    createEmbeddingModel: connection => connect(connection).embeddingModel('text-embedding-3-small'),
    createImageModel: connection => connect(connection).imageModel('gpt-image-2'),
    createSpeechModel: connection => connect(connection).speechModel('tts-1'),
  },
)
