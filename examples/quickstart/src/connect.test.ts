import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connect } from './connect.ts'
import { models } from './models.ts'

beforeEach(() => {
  for (const name of ['NANOGPT_API_KEY', 'NANO_GPT_API_KEY', 'NANOGPT_BASE_URL']) vi.stubEnv(name, undefined)
})
afterEach(() => vi.unstubAllEnvs())

test('without a key the emulator answers, and the notice says what that means', () => {
  const { notice } = connect({ emulator: false })
  expect(notice).toMatch(/^Emulator, since NANOGPT_API_KEY is not set/)
  expect(notice).toContain('computed, not thought')
})

test('an empty variable is no key', () => {
  vi.stubEnv('NANOGPT_API_KEY', ' ')
  expect(connect({ emulator: false }).notice).toMatch(/^Emulator/)
})

test.each(['NANOGPT_API_KEY', 'NANO_GPT_API_KEY'])('%s makes it live, with the cost and the models', name => {
  vi.stubEnv(name, 'sk-nano-a-key')
  const { notice } = connect({ emulator: false })
  expect(notice).toMatch(/^Live: the API at https:\/\/nano-gpt.com\/api\/v1 answers/)
  expect(notice).toContain('some twenty cents')
  expect(notice).toContain(`Models: ${[...new Set(Object.values(models))].join(', ')}.`)
  expect(notice).not.toContain('sk-nano-a-key')
})

test('the emulator can be asked for where there is a key', () => {
  vi.stubEnv('NANOGPT_API_KEY', 'sk-nano-a-key')
  expect(connect({ emulator: true }).notice).toMatch(/^Emulator, as you asked/)
})

test('another address is named without its password', () => {
  vi.stubEnv('NANOGPT_API_KEY', 'sk-nano-a-key')
  vi.stubEnv('NANOGPT_BASE_URL', 'http://somebody:secret@localhost:8787/')
  expect(connect({ emulator: false }).notice).toMatch(/^Live: the API at http:\/\/localhost:8787 answers/)
})
