import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import { providerContestant } from './provider-contestant.ts'

export const nanogpt = providerContestant(
  { name: 'nanogpt', moduleName: '@nanogpt/ai-sdk-provider' },
  connection => createNanoGPT({ apiKey: 'benchmark', ...connection })('zai-org/glm-5'),
)
