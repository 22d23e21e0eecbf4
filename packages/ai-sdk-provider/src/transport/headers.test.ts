import { expect, test } from 'vitest'
import { hasCredentials, mergeHeaders } from './headers.ts'

test('the headers of the call win over those of the settings, and those over ours', () => {
  expect(
    mergeHeaders({
      request: { accept: 'a', 'content-type': 'c', memory: 'true' },
      settings: { Accept: 's', memory: 'false', 'X-Team': 'one' },
      call: { 'x-team': 'two', unset: undefined },
    }),
  ).toEqual({ accept: 's', 'content-type': 'c', memory: 'false', 'x-team': 'two' })
})

test('lists are united', () => {
  const merged = mergeHeaders({
    request: { 'anthropic-beta': 'extended-cache-ttl-2025-04-11' },
    settings: { 'Anthropic-Beta': 'prompt-caching-2024-07-31' },
    call: { 'anthropic-beta': 'extended-cache-ttl-2025-04-11, other' },
  })
  expect(merged['anthropic-beta']).toBe('extended-cache-ttl-2025-04-11,prompt-caching-2024-07-31,other')
})

test('either header of authentication counts as credentials', () => {
  expect(hasCredentials({ authorization: 'Bearer x' })).toBe(true)
  expect(hasCredentials({ 'x-api-key': 'x' })).toBe(true)
  expect(hasCredentials({})).toBe(false)
})
