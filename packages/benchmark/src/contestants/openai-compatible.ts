import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { providerContestant } from './provider-contestant.ts'

export const openaiCompatible = providerContestant(
  { name: 'openai-compatible', moduleName: '@ai-sdk/openai-compatible' },
  connection =>
    createOpenAICompatible({ name: 'nanogpt', apiKey: 'benchmark', includeUsage: true, ...connection })(
      'zai-org/glm-5',
    ),
)
