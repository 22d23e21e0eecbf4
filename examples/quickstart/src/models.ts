import type {
  NanoGPTChatModelId,
  NanoGPTCompletionModelId,
  NanoGPTEmbeddingModelId,
  NanoGPTImageModelId,
  NanoGPTSpeechModelId,
  NanoGPTTranscriptionModelId,
  NanoGPTVideoModelId,
} from '@nanogpt/ai-sdk-provider'

/** The models of the tour. Any id of the catalogue may stand here; suffixes such as `:online` are part of an id. */
export const models = {
  chat: 'zai-org/glm-5',
  thinking: 'zai-org/glm-5:thinking',
  vision: 'openai/gpt-5.2',
  embedding: 'text-embedding-3-small',
  speech: 'Kokoro-82m',
  voice: 'Elevenlabs-Turbo-V2.5',
  streamedVoice: 'tts-1',
  transcription: 'Whisper-Large-V3',
  image: 'nano-banana-2-lite',
  video: 'wan-wavespeed-26-flash',
  completion: 'zai-org/glm-5',
} as const satisfies Record<
  string,
  | NanoGPTChatModelId
  | NanoGPTCompletionModelId
  | NanoGPTEmbeddingModelId
  | NanoGPTImageModelId
  | NanoGPTSpeechModelId
  | NanoGPTTranscriptionModelId
  | NanoGPTVideoModelId
>
