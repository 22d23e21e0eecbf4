import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModelMessage } from 'ai'
import { describe, expect, test } from 'vitest'
import { isUnfinished, openSession, pendingCalls } from '../src/session.ts'
import { makeFolder } from './command.ts'

const begin = (path: string, wanted = {}) =>
  openSession(path, { wanted, otherwise: async () => ({ folder: '/work', model: 'a/model' }) })

const request = (toolCallId: string, approvalId: string): ModelMessage => ({
  role: 'assistant',
  content: [
    {
      type: 'reasoning',
      text: 'Hm.',
      providerOptions: { nanogpt: { reasoningDetails: [{ signature: 'x' }] } },
    },
    { type: 'tool-call', toolCallId, toolName: 'editFile', input: { path: approvalId } },
    { type: 'tool-approval-request', approvalId, toolCallId },
  ],
})
const response = (approvalId: string): ModelMessage => ({
  role: 'tool',
  content: [{ type: 'tool-approval-response', approvalId, approved: true }],
})
const question: ModelMessage = { role: 'user', content: 'Do it.' }

describe('a session', () => {
  test('comes back as it was saved, readable by its owner alone', async () => {
    const folder = await makeFolder()
    const path = join(folder, 's.json')
    const session = await begin(path)
    session.data.messages.push(question, request('1', 'a'), response('a'))
    session.data.spentUsd = '0.0123'
    session.data.agreed['1'] = 'fingerprint'
    await session.save()

    expect((await begin(path)).data).toEqual(session.data)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(folder)).toEqual(['s.json'])
  })

  test('takes what is wanted now over what was', async () => {
    const path = join(await makeFolder(), 's.json')
    await (await begin(path)).save()
    expect((await begin(path, { model: 'another/model' })).data).toMatchObject({
      folder: '/work',
      model: 'another/model',
    })
  })

  test('without a file is saved nowhere', async () => {
    const session = await openSession(undefined, {
      wanted: {},
      otherwise: async () => ({ folder: '/work', model: 'a/model' }),
    })
    await expect(session.save()).resolves.toBeUndefined()
  })

  test.each(['{"version":1}', 'not json', '', '[]', '{"version":2,"messages":[]}'])(
    'is not what %j is, and that stays as it is',
    async text => {
      const path = join(await makeFolder(), 's.json')
      await writeFile(path, text)
      await expect(begin(path)).rejects.toThrow('stays as it is')
      expect(await readFile(path, 'utf8')).toBe(text)
    },
  )
})

describe('what waits for a word', () => {
  test.each<[string, ModelMessage[], string[], boolean]>([
    ['nothing yet', [], [], false],
    ['a question', [question], [], true],
    ['a request', [question, request('1', 'a')], ['a'], true],
    ['a request that was decided', [question, request('1', 'a'), response('a')], [], true],
    ['an answer', [question, { role: 'assistant', content: 'Done.' }], [], false],
    ['ids that come again', [request('1', 'a'), response('a'), question, request('1', 'b')], ['b'], true],
  ])('%s', (_, messages, waiting, unfinished) => {
    expect(pendingCalls(messages).map(({ input }) => input)).toEqual(waiting.map(path => ({ path })))
    expect(isUnfinished(messages)).toBe(unfinished)
  })
})
