import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ServedEmulator } from '@nanogpt/emulator/server'
import { describe, expect, test, vi } from 'vitest'
import { pendingCalls, type SessionData } from '../src/session.ts'
import { makeFolder, readSession, runCommand, serve, start } from './command.ts'

const list = '- flour\n- milk\n- yeast\n'
const session = ['--session', 'session.json']
const read = { name: 'readFile', arguments: { path: 'list.md' } }
const edit = { name: 'editFile', arguments: { path: 'list.md', find: 'milk', replace: 'milk and cream' } }
/** Of the model: the list of models is asked for first. */
const calls = { method: 'POST' }
const patient = { timeout: 20_000, interval: 20 }

const answersAsked = ({ emulator }: ServedEmulator) =>
  emulator.requests.filter(({ path }) => path.endsWith('/completions'))

const rolesOf = (messages: { role: string }[]) => messages.map(({ role }) => role)

describe('a process that is killed', () => {
  test('in the middle of an answer goes on where the last step ended', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [read] })
    server.emulator.faults.next({ type: 'split', bytes: 1000 }, calls)
    server.emulator.faults.next({ type: 'stall', afterFrames: 2 }, calls)
    const killed = start([...session, 'What is on the list?'], { cwd, server })
    await vi.waitFor(() => expect(answersAsked(server)).toHaveLength(2), patient)
    killed.kill('SIGKILL')
    expect(await killed.ended).toBe('SIGKILL')
    expect(rolesOf((await readSession(cwd)).messages)).toEqual(['user', 'assistant', 'tool'])

    server.emulator.replies.next({ text: 'Three things.' })
    const resumed = await runCommand(session, { cwd, server })
    expect([resumed.code, resumed.stdout]).toEqual([0, 'Three things.\n'])
    expect(resumed.stderr).not.toContain('● readFile')
    expect(rolesOf((await readSession(cwd)).messages)).toEqual(['user', 'assistant', 'tool', 'assistant'])
  })

  test('while it asks for a word asks again, and makes the change once', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [edit] })
    const killed = start([...session, 'Add cream'], { cwd, server })
    await vi.waitFor(() => expect(killed.stderr).toContain('Do it?'), patient)
    killed.kill('SIGKILL')
    await killed.ended
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(list)

    const resumed = await runCommand(session, { cwd, server, input: 'y\n' })
    expect(resumed.code).toBe(0)
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(list.replace('milk', 'milk and cream'))
  })

  test('after a change, before it could write that down, does not make it twice', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [edit] })
    expect((await runCommand([...session, 'Add cream'], { cwd, server })).code).toBe(4)

    // What it would have left: the user's word written down, the change made, its result not.
    const { messages, ...data } = await readSession(cwd)
    const [waiting] = pendingCalls(messages)
    const { approvalId = '', toolCallId = '' } = waiting ?? {}
    const word = { type: 'tool-approval-response', approvalId, approved: true } as const
    const left: SessionData = {
      ...data,
      agreed: { [toolCallId]: createHash('sha256').update(list).digest('hex') },
      messages: [...messages, { role: 'tool', content: [word] }],
    }
    await writeFile(join(cwd, 'session.json'), JSON.stringify(left))
    const changed = list.replace('milk', 'milk and cream')
    await writeFile(join(cwd, 'list.md'), changed)

    const resumed = await runCommand(session, { cwd, server })
    expect(resumed.code).toBe(0)
    expect(resumed.stderr).toContain('list.md is not as it was when the user agreed')
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(changed)
  })
})

describe('Ctrl+C', () => {
  test('stops the answer, keeps what was said, and finds out what it cost', async () => {
    const cwd = await makeFolder()
    const server = await serve({ balance: 10, pace: { firstFrame: 0, frame: 100 } })
    server.emulator.replies.next({ text: 'word '.repeat(200), chunkSize: 5 })
    const running = start([...session, 'Say something'], { cwd, server })
    await vi.waitFor(() => expect(running.stdout).toContain('word'), patient)
    running.kill('SIGINT')
    expect(await running.ended).toBe(130)
    expect(running.stderr).toContain('Stopped.')

    const { messages, spentUsd } = await readSession(cwd)
    expect(rolesOf(messages)).toEqual(['user', 'assistant'])
    expect(messages[1]?.content).toMatch(/^word .*\(The user stopped this answer here\.\)$/s)
    expect(Number(spentUsd)).toBeGreaterThan(0)
    expect(Number(spentUsd)).toBeCloseTo(10 - server.emulator.account.balance, 10)
  })

  test('a second time leaves at once', async () => {
    const server = await serve()
    server.emulator.faults.next({ type: 'stall', afterFrames: 2 }, calls)
    const running = start(['Hello'], { cwd: await makeFolder(), server })
    await vi.waitFor(() => expect(answersAsked(server)).toHaveLength(1), patient)
    running.kill('SIGINT')
    await vi.waitFor(() => expect(running.stderr).toContain('Stopped.'), patient)
    running.kill('SIGINT')
    expect(await running.ended).toBe(130)
    expect(running.stderr).not.toContain('1 call')
  })

  test('stops one answer of several', async () => {
    const server = await serve()
    server.emulator.faults.next({ type: 'stall', afterFrames: 0 }, calls)
    const running = start([], { cwd: await makeFolder(), server })
    running.say('One\n')
    await vi.waitFor(() => expect(answersAsked(server)).toHaveLength(1), patient)
    running.kill('SIGINT')
    await vi.waitFor(() => expect(running.stderr).toContain('To go on: an empty line.'), patient)
    running.say('Two\n')
    await vi.waitFor(() => expect(running.stdout).toContain('You asked: “Two”'), patient)
    running.endInput()
    expect(await running.ended).toBe(0)
  })
})

describe('a connection that breaks', () => {
  test('keeps the finished steps, and the same command goes on', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [read] })
    server.emulator.faults.next({ type: 'split', bytes: 1000 }, calls)
    server.emulator.faults.next({ type: 'cut', afterFrames: 3, how: 'break' }, calls)
    const broken = await runCommand([...session, 'What is on the list?'], { cwd, server })
    expect(broken.code).toBe(1)
    expect(broken.stderr).toContain('To go on: the same --session, without a prompt.')
    expect(rolesOf((await readSession(cwd)).messages)).toEqual(['user', 'assistant', 'tool'])

    const resumed = await runCommand(session, { cwd, server })
    expect([resumed.code, resumed.stdout === '']).toEqual([0, false])
  })
})
