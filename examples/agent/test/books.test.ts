import { expect, test } from 'vitest'
import { openBooks } from '../src/books.ts'

test.each([
  ['0.00484', '$0.00484 of $20.00'],
  ['10.05', '$10.05 of $20.00'],
  ['19.996', '$20.00 of $20.00'],
])('%s is %s, to the cent and no coarser', (earlierUsd, text) => {
  expect(openBooks({ maxUsd: 20, earlierUsd }).summary()).toContain(text)
})
