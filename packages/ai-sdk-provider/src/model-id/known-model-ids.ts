/**
 * Ids of models by kind, for completion in editors. It is empty until you fill it: `npx nanogpt-models types` writes
 * a declaration with the models that NanoGPT has today, which stand in the place of those that this package knows.
 *
 * @example
 * declare module '@nanogpt/ai-sdk-provider' {
 *   interface NanoGPTModelRegistry {
 *     text: 'zai-org/glm-5' | 'openai/gpt-5.2'
 *   }
 * }
 */
export interface NanoGPTModelRegistry {}

/** The ids that are registered for a kind, or those that this package knows. Any other text is an id too. */
type ModelId<Kind extends string, Known extends string> =
  | (NanoGPTModelRegistry extends Record<Kind, infer Registered extends string> ? Registered : Known)
  | (string & {})

/**
 * Ids of chat models that NanoGPT's documents name, for completion in editors. Any other id is
 * accepted: the catalogue has hundreds and changes weekly. Suffixes may follow an id.
 */
export type NanoGPTChatModelId = ModelId<
  'text',
  | 'openai/gpt-6.1-sol'
  | 'openai/gpt-6-astra'
  | 'openai/gpt-5.2'
  | 'openai/gpt-latest'
  | 'anthropic/claude-opus-5.5'
  | 'anthropic/claude-sonnet-5.5'
  | 'anthropic/claude-fable-5.1'
  | 'google/gemini-3.8-flash'
  | 'google/gemini-flash-latest'
  | 'x-ai/grok-4.7'
  | 'moonshotai/kimi-k3'
  | 'zai-org/glm-5'
  | 'zai-org/glm-5:thinking'
  | 'z-ai/glm-5.3'
  | 'z-ai/glm-5.3:thinking'
  | 'z-ai/glm-5.3-flash'
  | 'deepseek/deepseek-v4.1-flash'
  | 'minimax/minimax-m3'
  | 'qwen/qwen3.8-max'
>

/** Ids of embedding models that NanoGPT's documents name, for completion in editors. Any other id is accepted. */
export type NanoGPTEmbeddingModelId = ModelId<
  'embedding',
  | 'text-embedding-3-small'
  | 'text-embedding-3-large'
  | 'text-embedding-ada-002'
  | 'BAAI/bge-m3'
  | 'BAAI/bge-large-en-v1.5'
  | 'jina-embeddings-v3'
  | 'jina-embeddings-v4'
  | 'Qwen/Qwen3-Embedding-0.6B'
  | 'Qwen/Qwen3-Embedding-4B'
  | 'Qwen/Qwen3-Embedding-8B'
  | 'gemini-embedding-001'
>

/** Ids of completion models: those of chat models that a provider still serves without messages. Any id is accepted. */
export type NanoGPTCompletionModelId = NanoGPTChatModelId

/** Ids of image models that NanoGPT's documents name, for completion in editors. Any other id is accepted. */
export type NanoGPTImageModelId = ModelId<
  'image',
  | 'openai/gpt-image-2.5/flare/text-to-image'
  | 'openai/gpt-image-2.5/flare/edit'
  | 'gpt-image-2'
  | 'nano-banana-2-lite'
  | 'midjourney/text-to-image'
  | 'hidream'
  | 'recraft-v3'
  | 'flux-kontext'
  | 'flux-lora/inpainting'
>

/** Ids of speech and music models that NanoGPT's documents name, for completion in editors. Any other id is accepted. */
export type NanoGPTSpeechModelId = ModelId<
  'speech',
  | 'Kokoro-82m'
  | 'Elevenlabs-Turbo-V2.5'
  | 'Elevenlabs-V3'
  | 'Elevenlabs-Music-V1'
  | 'tts-1'
  | 'tts-1-hd'
  | 'gpt-4o-mini-tts'
  | 'gemini-3.1-flash-tts'
  | 'Minimax-Speech-02-HD'
  | 'Qwen-3-TTS-1.7B'
>

/** Ids of transcription models that NanoGPT's documents name, for completion in editors. Any other id is accepted. */
export type NanoGPTTranscriptionModelId = ModelId<
  'transcription',
  | 'Whisper-Large-V3'
  | 'Wizper'
  | 'Elevenlabs-STT'
  | 'gpt-4o-mini-transcribe'
  | 'gpt-4o-mini-transcribe-latest'
  | 'openai-whisper-with-video'
>

/** Ids of video models that NanoGPT's documents name, for completion in editors. Any other id is accepted. */
export type NanoGPTVideoModelId = ModelId<
  'video',
  | 'sora-2'
  | 'veo2-video'
  | 'veo3-video'
  | 'veo3-1-video'
  | 'veo3-1-fast-video'
  | 'kling-v26-pro'
  | 'kling-v26-std'
  | 'grok-imagine-video'
  | 'luma/agent/ray/v3.2'
  | 'wan-2.7-video'
>
