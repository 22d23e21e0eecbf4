import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask, setStage, type Stage } from './stage.ts'

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

const list = () => page.getByRole('navigation').getByRole('listitem')

test('a reload keeps conversation, prices and settings', async () => {
  await page.getByRole('button', { name: 'Memory' }).click()
  stage.emulator.replies.next({
    reasoning: 'Let me see.',
    text: 'An answer to keep.',
    pricing: { amount: 0.005, currency: 'USD' },
  })
  await ask(page, 'Keep this')
  await page.reload()

  await page.getByText('An answer to keep.').waitFor()
  await page.locator('.ledger .total', { hasText: '$0.00500' }).waitFor()
  await page.getByRole('button', { name: 'Memory', pressed: true }).waitFor()
  expect(await page.getByText('Thoughts').count()).toBe(1)

  await ask(page, 'And go on')
  expect(stage.emulator.requests.at(-1)?.bodyText).toContain('An answer to keep.')
})

test('a reload in the middle of an answer keeps what had arrived', async () => {
  stage.emulator.replies.next({ text: 'The first half and the second half', chunkSize: 14 })
  stage.emulator.faults.next({ type: 'stall', afterFrames: 3 })
  await page.getByRole('textbox').fill('Both, please')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByText('The first half').waitFor()
  await list().getByText('Both, please').waitFor()
  await expect.poll(() => storedText(page)).toContain('The first half')
  await page.reload()

  await page.getByText('The first half').waitFor()
  await page.getByText('Stopped: this is not the whole answer.').waitFor()
})

function storedText(of: Page): Promise<string> {
  return of.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('nanogpt-chat')
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error))
    })
    const all = database.transaction('transcripts').objectStore('transcripts').getAll()
    await new Promise(resolve => all.addEventListener('success', resolve))
    database.close()
    return JSON.stringify(all.result)
  })
}

test('several conversations: a new one, back by the list and by the browser, delete', async () => {
  stage.emulator.replies.next({ text: 'About owls.' })
  await ask(page, 'Owls?')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.getByRole('heading', { name: 'Ask any model' }).waitFor()
  stage.emulator.replies.next({ text: 'About bees.' })
  await ask(page, 'Bees?')
  // The newest is first.
  await expect
    .poll(() => list().locator('.open span:first-child').allTextContents())
    .toEqual(['Bees?', 'Owls?'])

  await list().getByRole('button', { name: /^Owls/ }).click()
  await page.getByText('About owls.').waitFor()
  expect(await page.getByText('About bees.').count()).toBe(0)
  await page.goBack()
  await page.getByText('About bees.').waitFor()

  await list().nth(1).hover()
  await page.getByRole('button', { name: 'Delete “Owls?”' }).click()
  await page.getByRole('button', { name: 'Keep' }).click()
  expect(await list().count()).toBe(2)
  await page.getByRole('button', { name: 'Delete “Owls?”' }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect.poll(() => list().count()).toBe(1)
  expect(await storedText(page)).not.toContain('About owls.')
})

test('an answer goes on while its reader is elsewhere', async () => {
  stage.emulator.replies.next({ text: 'A slow answer.' })
  stage.emulator.faults.next({ type: 'latency', ms: 1500 })
  await page.getByRole('textbox').fill('Slowly')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.getByRole('heading', { name: 'Ask any model' }).waitFor()
  await expect.poll(() => storedText(page), { timeout: 8000 }).toContain('A slow answer.')

  await list()
    .getByRole('button', { name: /^Slowly/ })
    .click()
  await page.getByText('A slow answer.').waitFor()
})

test('a browser without storage says so, and opens when there is some', async () => {
  await page.addInitScript(() => {
    if (location.hash === '') Object.defineProperty(globalThis, 'indexedDB', { value: undefined })
  })
  await page.reload()
  await page.getByText('The chat could not open.').waitFor()
  await page.goto(`${stage.url}/#stored`)
  await page.reload()
  await page.getByRole('textbox').waitFor()
})

test('what was left out for another model is said below its answer', async () => {
  stage.emulator.replies.next({ reasoning: 'Let me see.', text: 'First.' })
  await ask(page, 'One')
  await page.keyboard.press('Control+k')
  await page.getByRole('option', { name: 'DeepSeek V4.1 Pro' }).click()
  await ask(page, 'Two')
  await page.getByText('Reasoning of another model family or provider was left out of the history.').waitFor()
})
