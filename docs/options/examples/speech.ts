import type { NanoGPTSpeechModelOptions } from '@nanogpt/ai-sdk-provider'
import type { ExampleTable } from './example-table.ts'

export const call = {
  route: { route: 'tts' },
  stability: { stability: 0.3 },
  similarityBoost: { similarityBoost: 0.9 },
  style: { style: 0.4 },
  speakerVoiceEmbeddingFileUrl: { speakerVoiceEmbeddingFileUrl: 'https://example.com/voice.safetensors' },
  referenceText: { referenceText: 'The words of the recording.' },
  prompt: { prompt: 'Like a radio speaker.' },
  pollIntervalMs: { pollIntervalMs: 1000 },
  pollTimeoutMs: { pollTimeoutMs: 60_000 },
  extraBody: { extraBody: { instructions: 'Whisper.' } },
} as const satisfies ExampleTable<NanoGPTSpeechModelOptions>
