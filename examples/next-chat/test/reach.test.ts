import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type axeCore from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, setStage, untilAnswered, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await setStage()
})
afterAll(() => stage.close())
beforeEach(() => stage.emulator.reset())

async function on(options: Parameters<Stage['open']>[0], use: (page: Page) => Promise<void>): Promise<void> {
  const page = await stage.open(options)
  await use(page)
  await page.context().close()
}

/** A file of a camera, for a page that has none. */
async function photo(page: Page, width: number, height: number) {
  const url = await page.evaluate(
    size => Object.assign(document.createElement('canvas'), size).toDataURL('image/png'),
    { width, height },
  )
  const buffer = Buffer.from(url.slice(url.indexOf(',') + 1), 'base64')
  return { name: 'photo.png', mimeType: 'image/png', buffer, url }
}

describe('the model picker', () => {
  test('finds by words, abilities and price, and shows prices per million tokens', () =>
    on({}, async page => {
      await page.getByRole('button', { name: /^Model:/ }).click()
      const options = page.getByRole('listbox', { name: 'Models' }).getByRole('option')
      await page.getByRole('combobox', { name: 'Search models' }).fill('gpt mini')
      await expect.poll(() => options.count()).toBe(1)
      expect(await options.first().textContent()).toMatch(/GPT 4o mini.*128K.*\$0\.15.*\$0\.60.*sees images/)

      await page.getByRole('combobox', { name: 'Search models' }).fill('')
      await page.getByRole('button', { name: 'sees images' }).click()
      await expect.poll(() => options.first().textContent()).toContain('GLM 5.3 Flash')
      expect(await page.getByRole('dialog').getByRole('status').textContent()).toMatch(/^\d+ of \d+ models/)
      for (const text of await options.allTextContents()) expect(text).toContain('sees images')
    }))

  test('says so when the catalogue does not come, and asks again', () =>
    on({}, async page => {
      await page.route('**/api/models', route => route.fulfill({ status: 502, body: '' }))
      await page.reload()
      await page.getByRole('button', { name: /^Model:/ }).click()
      await page.getByRole('dialog').getByRole('alert').waitFor()
      await page.unroute('**/api/models')
      await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('option', { name: 'GLM 5.3 Flash' }).waitFor()
    }))
})

test('by keyboard alone: choose a model, ask, stop, ask anew', () =>
  on({}, async page => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('kimi')
    await page.getByRole('option', { name: 'Kimi K3' }).waitFor()
    await expect.poll(() => page.getByRole('listbox', { name: 'Models' }).getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Model: Kimi K3' }).waitFor()

    await tabTo(page, 'Your question')
    stage.emulator.replies.next({ text: 'One two three four five six', chunkSize: 4 })
    stage.emulator.faults.next({ type: 'stall', afterFrames: 3 })
    await page.keyboard.type('Count')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('to six')
    await page.keyboard.press('Enter')
    await page.getByText('One', { exact: false }).first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('Stopped').waitFor()

    await tabTo(page, 'Answer anew')
    stage.emulator.replies.next({ text: 'All six.' })
    await page.keyboard.press('Enter')
    await page.getByText('All six.').waitFor()
    expect(stage.emulator.requests.at(-1)?.body).toMatchObject({ model: 'moonshotai/kimi-k3' })
    expect(stage.emulator.requests.at(-1)?.bodyText).toContain(String.raw`Count\nto six`)
  }))

/** Walks there as somebody without a mouse does; fails when it cannot be reached. */
async function tabTo(page: Page, name: string): Promise<void> {
  const hasFocus = () =>
    page.evaluate(
      () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
    )
  for (let step = 0; step < 40; step += 1) {
    if ((await hasFocus()) === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`${name} cannot be reached with the Tab key`)
}

describe('images in', () => {
  const asked = () => stage.emulator.requests.at(-1)?.bodyText

  test('by the picker, with a warning where the model cannot see', () =>
    on({}, async page => {
      const file = await photo(page, 40, 30)
      const chooser = page.waitForEvent('filechooser')
      await page.getByRole('button', { name: 'Attach images' }).click()
      await (await chooser).setFiles(file)
      await page.getByText('GLM 5 cannot see images.').waitFor()
      await page.getByRole('button', { name: 'Choose a model that can' }).click()
      await page.getByRole('option', { name: 'GLM 5.3 Flash' }).click()
      expect(await page.getByText('cannot see images').count()).toBe(0)
      await ask(page, 'What is this?')
      expect(asked()).toContain(file.url)
      await page.getByAltText('photo.png').waitFor()
    }))

  test.each(['paste', 'drop'] as const)('by %s', how =>
    on({}, async page => {
      const { buffer } = await photo(page, 40, 30)
      const target = how === 'paste' ? page.getByRole('textbox') : page.getByRole('main')
      await target.evaluate(
        (element, { how: type, bytes }) => {
          const data = new DataTransfer()
          data.items.add(new File([new Uint8Array(bytes)], 'photo.png', { type: 'image/png' }))
          const options = { bubbles: true, cancelable: true }
          element.dispatchEvent(
            type === 'paste'
              ? new ClipboardEvent('paste', { ...options, clipboardData: data })
              : new DragEvent('drop', { ...options, dataTransfer: data }),
          )
        },
        { how, bytes: [...buffer] },
      )
      await page.getByRole('button', { name: 'Remove photo.png' }).waitFor()
      await page.getByRole('button', { name: 'Remove photo.png' }).click()
      expect(await page.getByRole('list', { name: 'Attached images' }).count()).toBe(0)
    }),
  )

  test('a photo is made small enough to send, and what is no image is refused', () =>
    on({}, async page => {
      const input = page.locator('input[type=file]')
      await input.setInputFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('no image') })
      await page.getByText('notes.png is no image').waitFor()
      await input.setInputFiles(await photo(page, 4000, 2000))
      const size = await page.getByAltText('photo.png').evaluate(async image => {
        if (!(image instanceof HTMLImageElement)) throw new Error('no image')
        await image.decode()
        return { width: image.naturalWidth, height: image.naturalHeight, type: image.src.slice(0, 15) }
      })
      expect(size).toEqual({ width: 2048, height: 1024, type: 'data:image/jpeg' })
    }))
})

test('on a phone: the list opens and closes, the bill unfolds, nothing sticks out', () =>
  on({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }, async page => {
    stage.emulator.replies.next({ text: '```\n' + 'long '.repeat(100) + '\n```\n\n' + 'x'.repeat(300) })
    await page.getByRole('textbox').fill('On the road')
    await page.getByRole('button', { name: 'Send' }).tap()
    await untilAnswered(page, 1)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)

    expect(await page.locator('.chart').isVisible()).toBe(false)
    await page.locator('.ledger summary').tap()
    expect(await page.locator('.chart').isVisible()).toBe(true)

    expect(await page.getByRole('navigation').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'Conversations' }).tap()
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^On the road/ })
      .tap()
    await expect.poll(() => page.getByRole('navigation').isVisible()).toBe(false)
    await page.getByRole('button', { name: 'New', exact: true }).tap()
    await page.getByRole('heading', { name: 'Ask any model' }).waitFor()
  }))

describe('for everybody', async () => {
  const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

  /** What breaks the WCAG, as the rule and the first place. */
  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe)
    return page.evaluate(async () => {
      const found = await (globalThis as unknown as { axe: typeof axeCore }).axe.run()
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`)
    })
  }

  test.each([
    ['light', { colorScheme: 'light' }],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { viewport: { width: 390, height: 844 } }],
  ] as const)('no rule of accessibility is broken: %s', (_, options) =>
    on(options, async page => {
      expect(await violations(page)).toEqual([])
      stage.emulator.replies.next({
        reasoning: 'Hm.',
        text: '# Title\n\n`code` [link](https://a.example)\n\n```ts\n// note\nconst x = "y"\n```',
        toolCalls: [{ name: 'currentTime', arguments: {} }],
      })
      await page.getByRole('button', { name: 'Web', exact: true }).click()
      await ask(page, 'What time is it?')
      await page.getByText('currentTime', { exact: true }).click()
      stage.emulator.faults.next({ type: 'status', status: 402 })
      await page.getByRole('textbox').fill('And now?')
      await page.keyboard.press('Enter')
      await page.locator('.failure').waitFor()
      expect(await violations(page)).toEqual([])
      await page.getByRole('button', { name: /^Model:/ }).click()
      await page.getByRole('option', { name: 'GLM 5.3 Flash' }).waitFor()
      expect(await violations(page)).toEqual([])
    }),
  )
})
