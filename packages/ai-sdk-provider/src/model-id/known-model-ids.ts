/**
 * Ids of chat models that NanoGPT's documents name, for completion in editors. Any other id is
 * accepted: the catalogue has hundreds and changes weekly. Suffixes may follow an id.
 */
export type NanoGPTChatModelId =
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
  | (string & {})

/** Ids of embedding models that NanoGPT's documents name, for completion in editors. Any other id is accepted. */
export type NanoGPTEmbeddingModelId =
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
  | (string & {})

/** Ids of image models that NanoGPT's documents name, for completion in editors. Any other id is accepted. */
export type NanoGPTImageModelId =
  | 'hidream'
  | 'gpt-image-2'
  | 'recraft-v3'
  | 'midjourney'
  | 'flux-kontext'
  | 'qwen-image'
  | (string & {})
