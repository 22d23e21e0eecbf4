import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask, setStage, type Stage } from './stage.ts'

const folder = fileURLToPath(new URL(process.env['SCREENSHOTS'] ?? '../output/', import.meta.url))

let stage: Stage

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  stage = await setStage()
})
afterAll(() => stage.close())

const desktop = { width: 1280, height: 860 }

test.each([
  ['light', { viewport: desktop, colorScheme: 'light' }],
  ['dark', { viewport: desktop, colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }],
] as const)('a conversation: %s', async (name, options) => {
  const page = await stage.open(options)
  await converse(page)
  await page.screenshot({ path: `${folder}chat-${name}.png` })
  expect(await overflow(page)).toBe(0)
  await page.context().close()
})

test('the model picker', async () => {
  const page = await stage.open({ viewport: desktop, colorScheme: 'dark' })
  await page.getByRole('button', { name: /^Model:/ }).click()
  await page.getByRole('option', { name: 'GLM 5.3 Flash' }).waitFor()
  await page.getByRole('dialog').getByRole('button', { name: 'sees images' }).click()
  await page.getByText(/^1\d of 27 models/).waitFor()
  await page.screenshot({ path: `${folder}chat-picker.png` })
  await page.context().close()
})

/** Pixels that stick out on the right. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}

/** What a model might say; the tool, the catalogue and the adding up are real. */
async function converse(page: Page): Promise<void> {
  const { replies } = stage.emulator
  const say = (text: string, amount: number, usage: object = {}) =>
    replies.next({
      text,
      usage: { prompt_tokens: 640, completion_tokens: 210, ...usage },
      pricing: { amount, currency: 'USD' },
    })

  say(
    'A till receipt is thermal paper: the print fades within months, so photograph it the same day.',
    0.00031,
  )
  await ask(page, 'We keep our receipts in a shoebox. What goes wrong with that?')
  say('Flat, in daylight, without a flash. One receipt to a photo, its edges in view.', 0.00044)
  await ask(page, 'How should we photograph them?')

  replies.next({
    reasoning:
      'Reading a photo needs vision, and totals need structured output. The catalogue knows, so I ask it.',
    toolCalls: [{ name: 'searchModels', arguments: { abilities: ['vision'], maxInputPrice: 0.3 } }],
    usage: { prompt_tokens: 812, completion_tokens: 96 },
    pricing: { amount: 0.00058, currency: 'USD' },
  })
  say(
    `Four can. These three are worth a trial, for **less than a tenth of a cent a receipt**:

| model | input | output | a thousand receipts |
| --- | --- | --- | --- |
| GLM 5.3 Flash | $0.10 | $0.40 | about $0.23 |
| GPT 4o mini | $0.15 | $0.60 | about $0.35 |
| Qwen 3.8 VL | $0.30 | $1.20 | about $0.69 |

Begin with *Qwen 3.8 VL*. Small print is hard to read, and one wrong total costs more of your time than the difference.`,
    0.00107,
    { prompt_tokens: 1104, prompt_tokens_details: { cached_tokens: 896 } },
  )
  await ask(page, 'Which cheap models can read the photos?')
  await page.locator('.chart .added').nth(2).waitFor({ state: 'attached' })
}
