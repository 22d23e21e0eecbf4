import { describe, expect, test } from 'vitest'
import { createApprovals } from '../src/approvals.ts'
import { planChange, type WantedChange } from '../src/change.ts'
import { openFolder } from '../src/folder.ts'
import type { Keyboard } from '../src/keyboard.ts'
import type { Screen } from '../src/screen.ts'
import { makeFolder } from './command.ts'

const edit: WantedChange = { toolName: 'editFile', input: { path: 'a.txt', find: 'one', replace: 'two' } }
const { signal } = new AbortController()

async function setUp(answers: string[], yes = false) {
  const asked: string[] = []
  const keyboard: Keyboard = {
    ask: async question => (asked.push(question), answers.shift()),
    close() {},
  }
  const quiet = () => {}
  const screen: Screen = {
    answer: quiet,
    thought: quiet,
    call: quiet,
    result: quiet,
    diff: quiet,
    aside: quiet,
    alert: quiet,
    busy: quiet,
    idle: quiet,
  }
  const folder = await openFolder(await makeFolder({ 'a.txt': 'one', 'b.txt': 'one' }))
  const approvals = createApprovals({ folder, agreed: {}, screen, keyboard, yes })
  const ask = (...calls: WantedChange[]) =>
    approvals.ask(
      calls.map((call, index) => ({ ...call, toolCallId: `call ${index}`, approvalId: `approval ${index}` })),
      signal,
    )
  return { approvals, asked, ask, folder }
}

describe('a word', () => {
  test.each([
    ['y', { approved: true }],
    [' YES ', { approved: true }],
    ['always', { approved: true }],
    ['n', { approved: false, reason: 'The user said no.' }],
    ['', { approved: false, reason: 'The user said no.' }],
    ['yesterday', { approved: false, reason: 'The user said: yesterday' }],
  ])('%j', async (answer, decision) => {
    const { ask } = await setUp([answer])
    expect(await ask(edit)).toEqual([
      { type: 'tool-approval-response', approvalId: 'approval 0', ...decision },
    ])
  })

  test('is asked for every change until it is "always"', async () => {
    const { approvals, ask, asked } = await setUp(['y', 'a'])
    const other: WantedChange = { ...edit, input: { ...edit.input, path: 'b.txt' } }
    const third: WantedChange = { toolName: 'writeFile', input: { path: 'c.txt', content: '' } }
    expect(approvals.forChanges()).toBe('user-approval')
    expect((await ask(edit, other, third)).map(({ approved }) => approved)).toEqual([true, true, true])
    expect(asked).toHaveLength(2)
    expect(approvals.forChanges()).toBeUndefined()
  })
})

describe('a change', () => {
  test('is confirmed once', async () => {
    const { approvals, ask, folder } = await setUp(['y'])
    await ask(edit)
    const seen = await planChange(folder, edit)
    expect(() => approvals.confirm('call 0', seen)).not.toThrow()
    expect(() => approvals.confirm('call 0', seen)).toThrow('is not as it was')
  })

  test('is refused when the file has changed since', async () => {
    const { approvals, ask, folder } = await setUp(['y'])
    await ask(edit)
    const seen = await planChange(folder, edit)
    expect(() => approvals.confirm('call 0', { ...seen, before: 'one more' })).toThrow('is not as it was')
  })

  test('nobody was asked about is refused, unless everything is agreed to', async () => {
    const asking = await setUp([])
    const seen = await planChange(asking.folder, edit)
    expect(() => asking.approvals.confirm('call 9', seen)).toThrow('is not as it was')
    const { approvals } = await setUp([], true)
    expect(() => approvals.confirm('call 9', seen)).not.toThrow()
  })
})

describe('pages', () => {
  const url = 'https://a.example/?q=1'
  test.each<
    [string, Parameters<Awaited<ReturnType<typeof setUp>>['approvals']['forPages']>[1]['messages'], boolean]
  >([
    ['the user named', [{ role: 'user', content: `Read ${url} for me` }], true],
    [
      'a search has found',
      [
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: '1',
              toolName: 'webSearch',
              output: { type: 'text', value: `[1] A\n${url}\n` },
            },
          ],
        },
      ],
      true,
    ],
    ['the model made up', [{ role: 'assistant', content: url }], false],
    [
      'the model has a tool repeat',
      [
        {
          role: 'assistant',
          content: [{ type: 'tool-call', toolCallId: '1', toolName: 'readFile', input: { path: url } }],
        },
        {
          role: 'tool',
          content: [
            {
              type: 'tool-result',
              toolCallId: '1',
              toolName: 'readFile',
              output: { type: 'error-text', value: `There is no file ${url}.` },
            },
          ],
        },
      ],
      false,
    ],
    [
      'the user named after the model did',
      [
        { role: 'assistant', content: `Shall I read ${url}?` },
        { role: 'user', content: `Yes, ${url}` },
      ],
      true,
    ],
    ['nobody named', [{ role: 'user', content: 'https://a.example/?q=2' }], false],
  ])('that %s', async (_, messages, free) => {
    const { approvals } = await setUp([])
    expect(approvals.forPages({ urls: [url] }, { messages })).toBe(free ? undefined : 'user-approval')
  })
})
