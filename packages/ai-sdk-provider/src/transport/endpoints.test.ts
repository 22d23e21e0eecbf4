import { InvalidArgumentError } from '@ai-sdk/provider'
import { describe, expect, test } from 'vitest'
import { normalizeBaseURL, resolveEndpoints } from './endpoints.ts'

describe('normalizeBaseURL', () => {
  test.each([
    ['https://nano-gpt.com/api/v1', 'https://nano-gpt.com/api/v1'],
    ['https://nano-gpt.com/api/v1/', 'https://nano-gpt.com/api/v1'],
    [' https://nano-gpt.com/api/v1/// ', 'https://nano-gpt.com/api/v1'],
    ['https://nano-gpt.com', 'https://nano-gpt.com/api/v1'],
    ['nano-gpt.com', 'https://nano-gpt.com/api/v1'],
    ['https://nano-gpt.com/api', 'https://nano-gpt.com/api/v1'],
    ['https://nano-gpt.com/v1', 'https://nano-gpt.com/v1'],
    ['https://nano-gpt.com/api/v1/chat/completions', 'https://nano-gpt.com/api/v1'],
    ['https://nano-gpt.com/api/v1/models/', 'https://nano-gpt.com/api/v1'],
    ['https://nano-gpt.com/api/subscription/v1', 'https://nano-gpt.com/api/subscription/v1'],
    ['https://nano-gpt.com/api/v1legacy', 'https://nano-gpt.com/api/v1legacy'],
    ['http://localhost:8787', 'http://localhost:8787/api/v1'],
    ['localhost:8787', 'http://localhost:8787/api/v1'],
    ['localhost.example.com', 'https://localhost.example.com/api/v1'],
    ['https://nano-gpt.com//api//v1', 'https://nano-gpt.com/api/v1'],
    ['https://nano-gpt.com/api/subscription', 'https://nano-gpt.com/api/subscription/v1'],
    ['https://nano-gpt.com/api/v1/images/edits', 'https://nano-gpt.com/api/v1'],
    ['http://127.0.0.1:4000/nanogpt/v1', 'http://127.0.0.1:4000/nanogpt/v1'],
    ['https://proxy.example/gateway', 'https://proxy.example/gateway'],
  ])('%s', (configured, expected) => {
    expect(normalizeBaseURL(configured)).toBe(expected)
  })

  test.each(['', '   ', 'ftp://nano-gpt.com', 'http://', 'not a url'])('refuses %j', configured => {
    expect(() => normalizeBaseURL(configured)).toThrow(InvalidArgumentError)
  })
})

test.each([
  ['https://nano-gpt.com/api/v1', 'https://nano-gpt.com/api'],
  ['https://nano-gpt.com/v1', 'https://nano-gpt.com/api'],
  ['https://nano-gpt.com/api/subscription/v1', 'https://nano-gpt.com/api'],
  ['https://nano-gpt.com/api/v1legacy', 'https://nano-gpt.com/api'],
  ['https://nano-gpt.com/api/v1thinking', 'https://nano-gpt.com/api'],
  ['http://127.0.0.1:4000/nanogpt/v1', 'http://127.0.0.1:4000/nanogpt'],
  ['https://proxy.example/gateway', 'https://proxy.example/gateway'],
])('the endpoints without a version of %s are below %s', (baseURL, api) => {
  expect(resolveEndpoints(baseURL)).toMatchObject({ v1: baseURL, api })
})

test.each([
  ['https://nano-gpt.com/api/v1', 'https://nano-gpt.com/api/v1'],
  ['https://nano-gpt.com/api/subscription/v1', 'https://nano-gpt.com/api/v1'],
  ['https://nano-gpt.com/api/v1legacy', 'https://nano-gpt.com/api/v1'],
  ['https://nano-gpt.com/api/v1thinking', 'https://nano-gpt.com/api/v1'],
  ['https://nano-gpt.com/v1', 'https://nano-gpt.com/v1'],
  ['https://proxy.example/gateway', 'https://proxy.example/gateway'],
])('what only the plain family has is, for %s, at %s', (baseURL, plain) => {
  expect(resolveEndpoints(baseURL).plain).toBe(plain)
})
