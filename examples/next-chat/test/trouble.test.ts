import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, setStage, untilAnswered, type Stage } from './stage.ts'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())
beforeEach(async () => {
  stage.emulator.reset()
  page = await stage.open()
  return () => page.context().close()
})

async function send(question: string): Promise<void> {
  await page.getByRole('textbox').fill(question)
  await page.getByRole('button', { name: 'Send' }).click()
}

const alert = () => page.locator('.failure[role=alert]')

describe('stop', () => {
  test('ends the request to NanoGPT, keeps what was said, and says that it is not all', async () => {
    stage.emulator.replies.next({ text: 'Once upon a time there was an owl who', chunkSize: 10 })
    stage.emulator.faults.next({ type: 'stall', afterFrames: 3 })
    await send('Tell me a story')
    await page.getByText('Once upon').waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()

    await page.getByText('Stopped: this is not the whole answer.').waitFor()
    await expect.poll(() => stage.emulator.requests.at(-1)?.cancelled).toBe(true)
    await page.getByText('does not tell its price').waitFor()

    stage.emulator.replies.next({ text: 'Once upon a time there was an owl. The end.' })
    await page.getByRole('button', { name: 'Answer anew' }).click()
    await page.getByText('The end.').waitFor()
    expect(await page.getByText('Stopped').count()).toBe(0)
  })

  test('in the middle of a tool call: it is not executed, and the conversation goes on', async () => {
    const call = { index: 0, id: 'call_1', function: { name: 'drawPicture', arguments: '{"descr' } }
    stage.emulator.replies.next({ frames: [{ choices: [{ delta: { tool_calls: [call] } }] }], end: 'stall' })
    await send('Draw an owl')
    await page.getByText('drawPicture', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Stop' }).click()
    await page.getByText('not finished').waitFor()

    stage.emulator.replies.next({ text: 'As you wish.' })
    await send('Never mind')
    await page.getByText('As you wish.').waitFor()
    expect(stage.emulator.requests.filter(({ path }) => path.includes('images'))).toEqual([])
  })

  test('works with Escape, also before the first word', async () => {
    stage.emulator.faults.next({ type: 'latency', ms: 60_000 })
    await send('Think')
    await page.getByRole('button', { name: 'Stop' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('This question has no answer yet.').waitFor()
    await page.getByRole('button', { name: 'Ask again' }).click()
    await untilAnswered(page, 1)
  })
})

describe('an error', () => {
  test.each([
    ['no balance', { status: 402 }, 'The balance is used up', 'link', 'Add balance'],
    ['a bad key', { status: 401 }, 'The API key was refused', 'button', 'Try again'],
    [
      'no such model',
      { status: 404, code: 'model_not_found' },
      'does not have this model',
      'button',
      'Choose another model',
    ],
    [
      'too long',
      { status: 400, code: 'context_length_exceeded' },
      'longer than this model can read',
      'button',
      'New conversation',
    ],
    [
      'a daily limit',
      { status: 429, code: 'daily_usd_limit_exceeded' },
      'daily limit',
      'button',
      'Try again',
    ],
  ] as const)('%s: says what to do, and asking again helps', async (_, fault, words, role, wayOut) => {
    stage.emulator.faults.next({ type: 'status', ...fault })
    await send('Hello')
    await alert().getByText(words).waitFor()
    expect(await alert().getByRole(role, { name: wayOut }).count()).toBe(1)

    await alert().getByRole('button', { name: 'Try again' }).click()
    await untilAnswered(page, 1)
    expect(await alert().count()).toBe(0)
  })

  test('a short outage is not noticed, a long one is', async () => {
    stage.emulator.faults.next({ type: 'status', status: 503, headers: { 'retry-after-ms': '1' } })
    await ask(page, 'Are you there?')
    expect(await alert().count()).toBe(0)

    stage.emulator.faults.always({ type: 'status', status: 503, headers: { 'retry-after-ms': '1' } })
    await send('And now?')
    await alert().getByText('not available right now').waitFor()
    expect(await alert().textContent()).toMatch(/req_emulator_\d+/)
  })

  test.each([
    ['an error inside', { type: 'errorFrame', afterFrames: 3, message: 'The upstream failed.', status: 502 }],
    ['a torn connection', { type: 'cut', afterFrames: 3, how: 'break' }],
  ] as const)('in the middle (%s) keeps what was said, and a new answer replaces it', async (_, fault) => {
    stage.emulator.replies.next({ text: 'The first half and the second half', chunkSize: 14 })
    stage.emulator.faults.next(fault)
    await send('Both halves, please')
    await alert().waitFor()
    expect(await page.getByText('The first half').isVisible()).toBe(true)

    stage.emulator.replies.next({ text: 'All of it.' })
    await alert().getByRole('button', { name: 'Try again' }).click()
    await page.getByText('All of it.').waitFor()
    expect(await page.getByText('The first half').count()).toBe(0)
  })

  test('an answer that just ends does not look whole', async () => {
    stage.emulator.replies.next({ text: 'The first half and the second half', chunkSize: 14 })
    stage.emulator.faults.next({ type: 'cut', afterFrames: 3, how: 'end' })
    await send('Both halves, please')
    await page.getByText('The answer broke off').waitFor()
  })

  test('of the server itself', async () => {
    await page.route('**/api/chat', route => route.abort())
    await send('Hello?')
    await alert().getByText('The answer did not arrive').waitFor()
    await page.unroute('**/api/chat')
    await alert().getByRole('button', { name: 'Try again' }).click()
    await untilAnswered(page, 1)
  })
})

test('a question is edited: what followed is replaced, its images stay', async () => {
  stage.emulator.replies.next({ text: 'About dogs.' })
  await ask(page, 'Tell me about dogs')
  stage.emulator.replies.next({ text: 'More about dogs.' })
  await ask(page, 'More')

  await page.getByRole('button', { name: 'Edit' }).first().click()
  await page.getByRole('textbox', { name: 'Edit your question' }).fill('Tell me about cats')
  stage.emulator.replies.next({ text: 'About cats.' })
  await page.getByRole('button', { name: 'Ask again' }).click()

  await page.getByText('About cats.').waitFor()
  expect(await page.getByText('dogs').count()).toBe(
    await page.locator('nav, .chart').getByText('dogs').count(),
  )
  expect(await page.getByRole('article').count()).toBe(2)
  expect(stage.emulator.requests.at(-1)?.bodyText).not.toContain('dogs')
})
