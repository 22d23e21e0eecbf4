import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, setStage, type Stage } from './stage.ts'

const folder = fileURLToPath(new URL(process.env['SCREENSHOTS'] ?? '../output/', import.meta.url))

let stage: Stage

beforeAll(async () => {
  await mkdir(folder, { recursive: true })
  stage = await setStage()
})
afterAll(() => stage.close())

const LOOKS = [
  { name: 'light', options: { viewport: { width: 1280, height: 860 }, colorScheme: 'light' } },
  { name: 'dark', options: { viewport: { width: 1280, height: 860 }, colorScheme: 'dark' } },
  {
    name: 'phone',
    options: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  },
] as const

describe.each(LOOKS)('$name', ({ name, options }) => {
  test('a conversation', async () => {
    const page = await stage.open(options)
    await page.screenshot({ path: `${folder}chat-first-${name}.png` })
    await converse(page)
    await page.screenshot({ path: `${folder}chat-${name}.png` })
    await page.getByRole('button', { name: /^Model:/ }).click()
    await page.getByRole('combobox', { name: 'Search models' }).waitFor()
    await page.getByRole('listbox', { name: 'Models' }).getByRole('option').nth(3).waitFor()
    await page.screenshot({ path: `${folder}chat-picker-${name}.png` })
    expect(await overflow(page)).toBe(0)
    await page.context().close()
  })
})

/** Pixels that stick out on the right. */
function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
}

async function converse(page: Page): Promise<void> {
  const { replies } = stage.emulator
  replies.next({
    reasoning:
      'Reading a photograph needs vision, and a bill in numbers needs structured output. I will look both up rather than guess.',
    toolCalls: [
      { name: 'searchModels', arguments: { abilities: ['vision', 'structuredOutput'], maxInputPrice: 1 } },
    ],
    usage: { prompt_tokens: 412, completion_tokens: 96 },
    pricing: { amount: 0.00058, currency: 'USD' },
  })
  replies.next({
    text: `Five models can, and the **cheapest is not the one to take**: a receipt is small print, so resolution counts for more than price.

| model | input | output | for a thousand receipts |
| --- | --- | --- | --- |
| GLM 5.3 Flash | $0.10 | $0.40 | about $0.24 |
| GPT 4o mini | $0.15 | $0.60 | about $0.36 |
| Qwen 3.8 VL | $0.30 | $1.20 | about $0.72 |

Start with *Qwen 3.8 VL*. At seven hundredths of a cent a receipt, the time you save on checking pays for it.`,
    usage: { prompt_tokens: 731, completion_tokens: 188 },
    pricing: { amount: 0.00107, currency: 'USD' },
  })
  await ask(page, 'Which models under a dollar can read photographed receipts?')

  replies.next({
    text: `Give it a schema, and the answer is an object:

\`\`\`ts
const { output } = await generateText({
  model: nanogpt('qwen/qwen3.8-vl'),
  output: Output.object({ schema: receipt }),
  messages: [{ role: 'user', content: [{ type: 'file', mediaType: 'image/jpeg', data: photo }] }],
})
\`\`\`

\`receipt\` is a zod schema: \`{ shop, date, total, lines }\`. A field that the photo does not show should be nullable, or the model will invent one.`,
    usage: { prompt_tokens: 1104, completion_tokens: 171, prompt_tokens_details: { cached_tokens: 896 } },
    pricing: { amount: 0.00083, currency: 'USD' },
  })
  await ask(page, 'Show me the call.')
}
