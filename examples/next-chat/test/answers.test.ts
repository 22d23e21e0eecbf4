import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ask, setStage, type Stage } from './stage.ts'

let stage: Stage
let page: Page

beforeAll(async () => {
  stage = await setStage({ onUnknownField: 'error' })
})
afterAll(() => stage.close())
beforeEach(async () => {
  stage.emulator.reset()
  page = await stage.open()
  return () => page.context().close()
})

/** The requests for answers, without those for lists and pictures. */
const chatRequests = () => stage.emulator.requests.filter(({ path }) => path.endsWith('/chat/completions'))

test('words appear while the answer is still being written', async () => {
  stage.emulator.replies.next({
    text: 'Owls turn their heads **very far**, and then they stop.',
    chunkSize: 12,
  })
  stage.emulator.faults.next({ type: 'stall', afterFrames: 4 })
  await page.getByRole('textbox').fill('How far?')
  await page.getByRole('button', { name: 'Send' }).click()

  await page.getByText('Owls turn their heads').waitFor()
  expect(await page.getByText('and then they stop').count()).toBe(0)
  expect(await page.locator('article[aria-busy=true]').count()).toBe(1)
  // The mark that is still open does not show.
  expect(await page.locator('article[aria-busy=true]').textContent()).not.toContain('*')
})

test('Markdown is shown as what it means, and pictures in it are only links', async () => {
  stage.emulator.replies.next({
    text: '| a | b |\n| - | - |\n| 1 | 2 |\n\n```ts\nconst x = 1\n```\n\n![chart](https://tracker.example/x.png)',
  })
  await ask(page, 'A table, please')

  expect(await page.locator('.prose td').allTextContents()).toEqual(['1', '2'])
  expect(await page.locator('.hljs-keyword').textContent()).toBe('const')
  expect(await page.getByRole('link', { name: 'chart' }).getAttribute('href')).toBe(
    'https://tracker.example/x.png',
  )
  expect(await page.locator('img').count()).toBe(0)
})

test('thoughts are folded away when the answer begins', async () => {
  stage.emulator.replies.next({ reasoning: 'They have fourteen vertebrae.', text: 'Quite far.' })
  await ask(page, 'How far do owls turn their heads?')

  expect(await page.getByText('They have fourteen vertebrae.').isVisible()).toBe(false)
  await page.getByText('Thoughts').click()
  expect(await page.getByText('They have fourteen vertebrae.').isVisible()).toBe(true)
})

test('a tool runs on the server; its arguments and its result are there to look at', async () => {
  stage.emulator.replies.next({ toolCalls: [{ name: 'searchModels', arguments: { words: 'deepseek' } }] })
  await ask(page, 'Which models has DeepSeek?')

  await page.getByText('searchModels', { exact: true }).click()
  const tool = page.locator('details.tool')
  expect(await tool.locator('pre').first().textContent()).toContain('"words": "deepseek"')
  expect(await tool.locator('pre').last().textContent()).toContain('deepseek/deepseek-v4.1-flash')
  // The second step knows the result of the first.
  expect(JSON.stringify(chatRequests().at(-1)?.body)).toContain('deepseek-v4.1-flash')
})

test('a tool that fails says why, and the answer goes on', async () => {
  stage.emulator.replies.next({ toolCalls: [{ name: 'currentTime', arguments: { timeZone: 'Atlantis' } }] })
  stage.emulator.replies.next({ text: 'I do not know that place.' })
  await ask(page, 'What time is it in Atlantis?')

  await page.getByText('currentTime', { exact: true }).click()
  await page.getByText('Invalid time zone specified: Atlantis').waitFor()
  await page.getByText('I do not know that place.').waitFor()
})

test('a picture is drawn, shown, paid for, and not sent back to the model', async () => {
  stage.emulator.replies.next({
    toolCalls: [{ name: 'drawPicture', arguments: { description: 'a lighthouse' } }],
    pricing: { amount: 0.001, currency: 'USD' },
  })
  stage.emulator.replies.next({ text: 'There it is.', pricing: { amount: 0.002, currency: 'USD' } })
  await ask(page, 'Draw a lighthouse')

  const picture = page.getByAltText('Drawn by the model')
  await picture.scrollIntoViewIfNeeded()
  expect(await picture.evaluate(image => image instanceof HTMLImageElement && image.naturalWidth)).toBe(1024)
  // Two steps, and what the catalogue takes for a picture.
  await page.getByText('$0.00600').first().waitFor()
  expect(chatRequests().at(-1)?.bodyText).not.toContain('base64')
})

test('a picture of a model that draws by itself is shown', async () => {
  const dot =
    'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=='
  stage.emulator.replies.next({ text: 'Here.', images: [{ url: dot }] })
  await ask(page, 'Draw a dot')
  expect(await page.getByAltText('Drawn by the model').getAttribute('src')).toBe(dot)
})

test('what was searched stands below the answer, as links', async () => {
  await page.getByRole('button', { name: 'Web', exact: true }).click()
  await ask(page, 'What is new about owls?')

  const links = page.getByRole('region', { name: 'Sources' }).getByRole('link')
  expect(await links.count()).toBe(3)
  expect(await links.first().getAttribute('href')).toMatch(/^https:/)
  expect(await links.first().getAttribute('rel')).toBe('noreferrer')
  expect(chatRequests()[0]?.understood?.search).toEqual({ provider: 'linkup', depth: 'standard' })
})

test('settings reach the API, and those that the model cannot follow do not', async () => {
  await choose('DeepSeek V4.1 Pro')
  await page.getByRole('button', { name: 'Memory' }).click()
  await page.getByLabel('Thinking').selectOption('high')
  await page.getByLabel('Route').selectOption('price')
  await ask(page, 'Hello')

  expect(chatRequests()[0]?.understood).toMatchObject({
    model: 'deepseek/deepseek-v4.1-pro',
    effort: 'high',
    routing: 'price',
  })
  expect(chatRequests()[0]?.understood?.memoryDays).toBeGreaterThan(0)

  await page.getByLabel('Route').selectOption('auto')
  await choose('Llama 3.3 70B')
  await ask(page, 'And you?')
  expect(chatRequests()[1]?.body).not.toHaveProperty('tools')
  expect(chatRequests()[1]?.body).not.toHaveProperty('reasoning')
  expect(await page.getByRole('button', { name: 'Tools' }).isDisabled()).toBe(true)
})

async function choose(name: string): Promise<void> {
  await page.getByRole('button', { name: /^Model:/ }).click()
  await page.getByRole('combobox', { name: 'Search models' }).fill(name)
  await page.getByRole('option', { name }).first().click()
}

test('every answer shows what it took, and the total adds up, also of answers that were replaced', async () => {
  const prices = [0.001, 0.002, 0.004]
  for (const amount of prices) {
    stage.emulator.replies.next({
      text: `It cost ${amount}.`,
      usage: { prompt_tokens: 1200, completion_tokens: 34, prompt_tokens_details: { cached_tokens: 1000 } },
      pricing: { amount, currency: 'USD' },
    })
  }
  await ask(page, 'One')
  const note = page.getByRole('complementary', { name: 'What this answer took' })
  expect(await note.textContent()).toBe('zai-org/glm-5in1,200cached1,000out34cost$0.00100')

  await ask(page, 'Two')
  await total('$0.00300')
  await page.getByRole('button', { name: 'Answer anew' }).last().click()
  await page.getByText('It cost 0.004.').waitFor()
  expect(await page.getByText('It cost 0.002.').count()).toBe(0)
  await total('$0.00700')
  expect(await page.locator('.chart .added').count()).toBe(3)
  expect(await page.getByRole('img', { name: 'The cost over 3 answers, $0.00700 in all' }).count()).toBe(1)
})

test('a price that nobody told is not zero', async () => {
  stage.emulator.replies.next({ text: 'Priceless.', pricing: null, usage: null })
  await ask(page, 'What are you worth?')
  await page.getByRole('complementary').getByText('unknown').waitFor()
  await total('≥ $0.00000')
})

async function total(text: string): Promise<void> {
  await page.locator('.ledger .total', { hasText: text }).waitFor()
}
