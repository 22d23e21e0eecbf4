import { capable, model, type Model, type Provider } from './model.ts'

const agentic = ['tool_calling', 'parallel_tool_calls', 'structured_output'] as const

/** Who serves open models here. The ids are those that `X-Provider` and provider suffixes name. */
const served: readonly Provider[] = [
  { id: 'novita', quantization: 'fp8', priceFactor: 1 },
  { id: 'fireworks', quantization: 'fp8', priceFactor: 1.2 },
  { id: 'deepinfra', quantization: 'fp4', priceFactor: 0.8 },
  { id: 'together', quantization: 'bf16', priceFactor: 1.4 },
  { id: 'cerebras', quantization: 'bf16', priceFactor: 2 },
]

const glm: Model[] = [
  model({
    id: 'zai-org/glm-5',
    name: 'GLM 5',
    description: 'An open model for code and agents.',
    contextLength: 200_000,
    maxOutputTokens: 131_072,
    capabilities: capable('reasoning', ...agentic),
    price: { prompt: 0.8, completion: 2.56, cacheReadPer1k: 0.00016 },
    subscription: true,
    providers: served,
  }),
  model({
    id: 'zai-org/glm-5:thinking',
    name: 'GLM 5 Thinking',
    description: 'GLM 5, thinking first.',
    contextLength: 200_000,
    maxOutputTokens: 131_072,
    capabilities: capable('reasoning', ...agentic),
    price: { prompt: 0.8, completion: 2.56, cacheReadPer1k: 0.00016 },
    thinking: 'default',
    subscription: true,
    providers: served,
  }),
  model({
    id: 'z-ai/glm-5.3',
    name: 'GLM 5.3',
    description: 'The newer GLM.',
    contextLength: 200_000,
    capabilities: capable('reasoning', ...agentic),
    price: { prompt: 0.6, completion: 2.2, cacheReadPer1k: 0.00011 },
    subscription: true,
    providers: served,
  }),
  model({
    id: 'z-ai/glm-5.3-flash',
    name: 'GLM 5.3 Flash',
    description: 'The small GLM, also for images.',
    contextLength: 128_000,
    capabilities: capable('vision', 'reasoning', ...agentic),
    price: { prompt: 0.1, completion: 0.4 },
    subscription: true,
    providers: served,
  }),
]

const deepseek: Model[] = [
  model({
    id: 'deepseek/deepseek-v4.1-flash',
    name: 'DeepSeek V4.1 Flash',
    description: 'Cheap and quick.',
    contextLength: 163_840,
    capabilities: capable('reasoning', ...agentic),
    price: { prompt: 0.25, completion: 0.4, cacheReadPer1k: 0.000025 },
    efforts: ['none', 'high', 'max'],
    subscription: true,
    providers: served,
  }),
  model({
    id: 'deepseek/deepseek-v4.1-pro',
    name: 'DeepSeek V4.1 Pro',
    description: 'The large DeepSeek; thinks unless told not to.',
    contextLength: 163_840,
    capabilities: capable('reasoning', ...agentic),
    price: { prompt: 0.6, completion: 1.8, cacheReadPer1k: 0.00006 },
    thinking: 'default',
    efforts: ['none', 'high', 'max'],
    subscription: true,
    providers: served,
  }),
]

const qwen: Model[] = [
  model({
    id: 'qwen/qwen3.8-max',
    name: 'Qwen 3.8 Max',
    description: 'The large Qwen, only from its maker.',
    capabilities: capable('reasoning', ...agentic),
    price: { prompt: 1.2, completion: 6, cacheReadPer1k: 0.00024 },
    efforts: ['none', 'low', 'medium', 'high'],
  }),
  model({
    id: 'qwen/qwen3.8-vl',
    name: 'Qwen 3.8 VL',
    description: 'Reads images and video.',
    capabilities: capable('vision', 'video_input', ...agentic),
    price: { prompt: 0.3, completion: 1.2 },
    subscription: true,
    providers: served,
  }),
  model({
    id: 'qwen/qwen3.8-coder:free',
    name: 'Qwen 3.8 Coder (free)',
    description: 'Free of charge, without guarantees.',
    contextLength: 131_072,
    maxOutputTokens: 8192,
    capabilities: capable('tool_calling'),
    price: { prompt: 0, completion: 0 },
  }),
]

const others: Model[] = [
  model({
    id: 'moonshotai/kimi-k3',
    name: 'Kimi K3',
    description: 'A long-context agent that only thinks hard.',
    capabilities: capable('vision', 'reasoning', 'video_input', ...agentic),
    price: { prompt: 0.6, completion: 2.5, cacheReadPer1k: 0.00015 },
    thinking: 'default',
    efforts: ['none', 'max'],
    subscription: true,
    providers: served,
  }),
  model({
    id: 'minimax/minimax-m3',
    name: 'MiniMax M3',
    description: 'An open model for agents.',
    contextLength: 204_800,
    capabilities: capable('reasoning', ...agentic),
    price: { prompt: 0.3, completion: 1.2, cacheReadPer1k: 0.00003 },
    thinking: 'default',
    subscription: true,
    providers: served,
  }),
  model({
    id: 'mistralai/mistral-large-4',
    name: 'Mistral Large 4',
    description: 'A European generalist.',
    contextLength: 131_072,
    capabilities: capable('vision', ...agentic),
    price: { prompt: 2, completion: 6 },
  }),
  model({
    id: 'mistralai/mistral-small-4',
    name: 'Mistral Small 4',
    description: 'Small, without vision.',
    contextLength: 131_072,
    maxOutputTokens: null,
    capabilities: capable('tool_calling', 'structured_output'),
    price: { prompt: 0.1, completion: 0.3 },
    subscription: true,
  }),
  model({
    id: 'meta-llama/llama-4-maverick',
    name: 'Llama 4 Maverick',
    description: 'An open model that sees.',
    contextLength: 1_048_576,
    capabilities: capable('vision', 'tool_calling', 'structured_output'),
    price: { prompt: 0.18, completion: 0.8 },
    subscription: true,
    providers: served,
  }),
  model({
    id: 'TEE/llama-3.3-70b',
    name: 'Llama 3.3 70B (TEE)',
    description: 'In a trusted execution environment; an id with capital letters and little known about it.',
    contextLength: null,
    maxOutputTokens: null,
    capabilities: null,
    price: { prompt: 2, completion: 2 },
  }),
]

/** Models that anybody can serve. */
export const openModels: readonly Model[] = [...glm, ...deepseek, ...qwen, ...others]
