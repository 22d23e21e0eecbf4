import { parseModelId } from './model-id.ts'

// Lines of models whose members read each other's signed or encrypted reasoning.
const FAMILIES = [
  'claude',
  'gemini',
  'gemma',
  'grok',
  'glm',
  'kimi',
  'deepseek',
  'qwen',
  'qwq',
  'minimax',
  'mistral',
  'magistral',
  'llama',
  'gpt',
] as const

/**
 * The family of a model: who can read what it signed. Vendors rename and alias ids (`z-ai/`,
 * `zai-org/`), so the name decides before the vendor.
 */
export function modelFamily(modelId: string): string {
  const base = parseModelId(modelId).base.toLowerCase()
  const name = base.slice(base.lastIndexOf('/') + 1)
  const family = FAMILIES.find(word => name.includes(word)) ?? FAMILIES.find(word => base.includes(word))
  if (family) return family
  if (/^o\d/.test(name)) return 'gpt'
  return base.includes('/') ? base.slice(0, base.indexOf('/')) : name
}
