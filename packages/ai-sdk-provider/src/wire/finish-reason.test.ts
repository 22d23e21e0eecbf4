import { expect, test } from 'vitest'
import { unifyFinishReason, type Ending } from './finish-reason.ts'

const unify = (ending: Partial<Ending>) =>
  unifyFinishReason({ rawReason: undefined, complete: true, failed: false, hasToolCalls: false, ...ending })

test.each([
  ['stop', 'stop'],
  ['end_turn', 'stop'],
  ['eos', 'stop'],
  ['STOP', 'stop'],
  ['tool_calls', 'tool-calls'],
  ['tool-calls', 'tool-calls'],
  ['function_call', 'tool-calls'],
  ['tool_use', 'tool-calls'],
  ['length', 'length'],
  ['MAX_TOKENS', 'length'],
  ['content_filter', 'content-filter'],
  ['SAFETY', 'content-filter'],
  ['error', 'error'],
  ['endTurn', 'stop'],
  ['toolUse', 'tool-calls'],
  ['FINISH_REASON_STOP', 'stop'],
  ['IMAGE_SAFETY', 'content-filter'],
  ['content_filter: RECITATION', 'content-filter'],
  ['server_error', 'error'],
  ['something_new', 'other'],
])('%s is %s', (rawReason, unified) => {
  expect(unify({ rawReason })).toEqual({ unified, raw: rawReason })
})

test.each([
  ['a stop with complete tool calls', { rawReason: 'stop', hasToolCalls: true }, 'tool-calls'],
  ['an unknown reason with complete tool calls', { rawReason: 'whatever', hasToolCalls: true }, 'tool-calls'],
  ['a length with complete tool calls', { rawReason: 'length', hasToolCalls: true }, 'length'],
  ['[DONE] without a reason', {}, 'stop'],
  ['[DONE] without a reason, with complete tool calls', { hasToolCalls: true }, 'tool-calls'],
  ['neither a reason nor [DONE]', { complete: false }, 'interrupted'],
  ['neither a reason nor [DONE], with tool calls', { complete: false, hasToolCalls: true }, 'interrupted'],
  ['a failure after a reason', { rawReason: 'stop', failed: true }, 'error'],
] as const)('%s', (_name, ending, unified) => {
  expect(unify(ending).unified).toBe(unified)
})
