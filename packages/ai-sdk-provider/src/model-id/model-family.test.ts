import { expect, test } from 'vitest'
import { modelFamily } from './model-family.ts'

test.each([
  ['anthropic/claude-opus-5.5', 'claude-sonnet-4-thinking:8192'],
  ['z-ai/glm-5.3:thinking', 'zai-org/glm-5:fast'],
  ['openai/gpt-5.2', 'o3-mini'],
  ['google/gemini-3.8-flash', 'gemini-flash-latest'],
])('%s and %s are of one family', (left, right) => {
  expect(modelFamily(left)).toBe(modelFamily(right))
})

test.each([
  ['anthropic/claude-opus-5.5', 'openai/gpt-5.2'],
  ['deepseek/deepseek-v4.1-flash', 'qwen/qwen3.8-max'],
  ['someone/unknown-1', 'other/unknown-1'],
])('%s and %s are not', (left, right) => {
  expect(modelFamily(left)).not.toBe(modelFamily(right))
})
