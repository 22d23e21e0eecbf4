import { createOpenRouter } from '@openrouter/ai-sdk-provider'
import { providerContestant } from './provider-contestant.ts'

export const openrouter = providerContestant(
  { name: 'openrouter', moduleName: '@openrouter/ai-sdk-provider' },
  connection => createOpenRouter({ apiKey: 'benchmark', ...connection }).chat('zai-org/glm-5'),
)
