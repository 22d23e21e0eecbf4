import { expect, test } from 'vitest'
import { countAnswer } from './count-answer.ts'

test('a drawing that failed may have been charged: its price is unknown, not nothing', () => {
  const count = countAnswer('owl')
  const call = { toolCallId: '1', toolName: 'drawPicture', input: {}, dynamic: true } as const
  expect(count({ part: { type: 'tool-error', ...call, error: new Error('504') } })).toMatchObject({
    requests: 1,
    pricedRequests: 0,
  })
  expect(
    count({ part: { type: 'tool-error', ...call, toolName: 'currentTime', error: new Error('?') } }),
  ).toBeUndefined()
})
