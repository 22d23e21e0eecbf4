import type { NanoGPTTranscriptionModelOptions } from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const call = {
  language: { language: 'de' },
  prompt: { prompt: 'NanoGPT, Linkup, Kagi' },
  temperature: { temperature: 0 },
  task: { task: 'translate' },
  timestampGranularities: { timestampGranularities: ['word'] },
  diarize: { diarize: true },
  tagAudioEvents: { tagAudioEvents: true },
  actualDuration: { route: 'transcribe', actualDuration: 2.5 },
  route: { route: 'transcribe' },
  pollIntervalMs: { pollIntervalMs: 1000 },
  pollTimeoutMs: { pollTimeoutMs: 60_000 },
  extraBody: { extraBody: { language: 'de' } },
} as const satisfies ExampleTable<NanoGPTTranscriptionModelOptions>
