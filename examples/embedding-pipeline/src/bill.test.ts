import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import { expect, test } from 'vitest'
import { describeBill } from './bill.ts'

test.each([
  ['0.00484', '$0.00484'],
  ['10.05', '$10.05'],
  ['1234.56', '$1,234.56'],
])('%s is %s, to the cent and no coarser', async (costUsd, text) => {
  const call = {
    kind: 'model',
    name: 'owl',
    startedAt: new Date(),
    durationMs: 1,
    wasAnswered: true,
  } as const
  const bill = await describeBill(createNanoGPT({ apiKey: 'unused' }), [{ ...call, costUsd }])
  expect(bill).toEqual([`owl: 1 request, 0 tokens, ${text}`])
})
