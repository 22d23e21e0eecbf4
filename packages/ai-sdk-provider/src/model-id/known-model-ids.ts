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
