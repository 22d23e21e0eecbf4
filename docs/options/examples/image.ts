import type { NanoGPTImageModelOptions, NanoGPTImageModelSettings } from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const call = {
  route: { route: 'generations' },
  resolution: { resolution: '1024x1024' },
  aspectRatio: { aspectRatio: '16:9' },
  quality: { quality: 'low' },
  renderingSpeed: { renderingSpeed: 'TURBO' },
  outputFormat: { outputFormat: 'webp' },
  negativePrompt: { negativePrompt: 'text, watermarks' },
  strength: { strength: 0.6 },
  guidanceScale: { guidanceScale: 5 },
  steps: { steps: 20 },
  kontextMaxMode: { kontextMaxMode: true },
  responseFormat: { responseFormat: 'b64_json' },
  user: { route: 'generations', user: 'customer-17' },
  moderation: { moderation: true },
  billingMode: { billingMode: 'paygo' },
  extraBody: { extraBody: { seed: 7 } },
} as const satisfies ExampleTable<NanoGPTImageModelOptions>

export const settings = {
  maxImagesPerCall: { maxImagesPerCall: 4 },
} as const satisfies ExampleTable<NanoGPTImageModelSettings>
