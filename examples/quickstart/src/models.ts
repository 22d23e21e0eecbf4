import type {
  NanoGPTChatModelId,
  NanoGPTEmbeddingModelId,
  NanoGPTImageModelId,
  NanoGPTSpeechModelId,
  NanoGPTTranscriptionModelId,
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
} as const satisfies Record<
  string,
  | NanoGPTChatModelId
  | NanoGPTEmbeddingModelId
  | NanoGPTImageModelId
  | NanoGPTSpeechModelId
  | NanoGPTTranscriptionModelId
>
