import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { makeFolder, readSession, runCommand, serve } from './command.ts'

const list = '- flour\n- milk\n- yeast\n'
const edit = { name: 'editFile', arguments: { path: 'list.md', find: 'milk', replace: 'cream' } }

describe('without a key', () => {
  test('the emulator answers from a copy of the sample, with tools that are really called', async () => {
    const cwd = await makeFolder()
    const { code, stdout, stderr } = await runCommand(['Search the files for "TODO" and read the file'], {
      cwd,
    })
    expect(code).toBe(0)
    expect(stderr).toMatch(/^Emulator: nothing leaves your machine/)
    expect(stderr).toContain('● searchFiles pattern: "TODO"\n  → 2 lines in 2 files\n')
    expect(stderr).toMatch(/● readFile path: "src\/receipt.ts".*\n {2}→ lines/)
    expect(stderr).toMatch(/3 calls · [\d,]+ tokens in .*· \$0\.\d+\n$/)
    expect(stdout).toMatch(/^You asked: “Search the files/)
  })

  test('prompts come from a pipe, one a line, and the conversation goes on', async () => {
    const { code, stdout } = await runCommand([], { cwd: await makeFolder(), input: 'Hello\nHow are you?\n' })
    expect(code).toBe(0)
    expect(stdout).toContain('You asked: “Hello”')
    expect(stdout).toContain('Before that you had asked: “Hello”')
  })
})

describe('what is printed into a pipe', () => {
  test('has no colour and no spinner, and the answer stands alone on stdout', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({
      reasoning: 'A thought.',
      toolCalls: [{ name: 'listFiles', arguments: {} }],
    })
    server.emulator.replies.next({ reasoning: 'Another.', text: 'One file.' })
    const { stdout, stderr } = await runCommand(['What is here?'], { cwd, server })
    expect(stdout).toBe('One file.\n')
    // Nothing is said twice: the second step has the first one, once.
    expect(server.emulator.requests.at(-1)?.body).toMatchObject({
      messages: [{ role: 'system' }, { role: 'user' }, { role: 'assistant' }, { role: 'tool' }],
    })
    expect(stderr).toContain('A thought.\n● listFiles \n  → 1 file\n')
    expect(stdout + stderr).not.toContain('\u001b')
    expect(stderr).not.toContain('Working')
  })

  test('nothing that files or models say can command the terminal', async () => {
    const server = await serve()
    server.emulator.replies.next({ text: 'a\u001b[2Jb\u202ec' })
    const { stdout } = await runCommand(['Hello'], { cwd: await makeFolder(), server })
    expect(stdout).toBe('a<U+001B>[2Jb<U+202E>c\n')
  })
})

describe('a change', () => {
  test('is shown, and made when the user agrees', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [edit] })
    const { code, stderr } = await runCommand(['Replace milk'], { cwd, server, input: 'y\n' })
    expect(code).toBe(0)
    expect(stderr).toContain('  -- milk\n  +- cream\n')
    expect(stderr).toContain('list.md changed: +1 -1 lines')
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(list.replace('milk', 'cream'))
  })

  test('is not made when the user says no, and the model hears what they said', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [edit] })
    const { code, stderr } = await runCommand(['Replace milk'], { cwd, server, input: 'take butter\n' })
    expect(code).toBe(0)
    expect(stderr).toContain('editFile was not done')
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(list)
    expect(server.emulator.requests.at(-1)?.bodyText).toContain('The user said: take butter')
  })

  test('"always" is asked once', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [edit] })
    server.emulator.replies.next({
      toolCalls: [{ name: 'writeFile', arguments: { path: 'new/note.md', content: 'Hello\n' } }],
    })
    const { stderr } = await runCommand(['Do it all'], { cwd, server, input: 'a\n' })
    expect(stderr.match(/Do it\?/g)).toHaveLength(1)
    expect(await readFile(join(cwd, 'new/note.md'), 'utf8')).toBe('Hello\n')
  })

  test('two changes of one file, proposed together, both hold', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({
      toolCalls: [
        edit,
        { name: 'editFile', arguments: { path: 'list.md', find: 'cream', replace: 'butter' } },
      ],
    })
    await runCommand(['Replace'], { cwd, server, input: 'y\ny\n' })
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(list.replace('milk', 'butter'))
  })

  test('--yes asks nothing', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [edit] })
    const { code, stderr } = await runCommand(['--yes', 'Replace milk'], { cwd, server })
    expect([code, stderr.includes('Do it?')]).toEqual([0, false])
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toContain('cream')
  })

  test('that cannot be made is not asked for: user and model hear why', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({
      toolCalls: [
        { name: 'editFile', arguments: { path: '../list.md', find: 'a', replace: 'b' } },
        { name: 'editFile', arguments: { path: 'list.md', find: 'sugar', replace: 'salt' } },
      ],
    })
    const { code, stderr } = await runCommand(['Replace'], { cwd, server })
    expect([code, stderr.includes('Do it?')]).toEqual([0, false])
    expect(stderr).toMatch(/Not possible: .*outside the folder.*\n.*Not possible: .*does not have this text/)
    expect(server.emulator.requests.at(-1)?.bodyText).toMatch(/outside the folder.*does not have this text/s)
  })

  test('waits in the session when nobody is there to ask, and is made once when somebody is', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [edit] })
    const asked = await runCommand(['--session', 'session.json', 'Replace milk'], { cwd, server })
    expect(asked.code).toBe(4)
    expect(asked.stderr).toContain('--yes')
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(list)
    const requests = server.emulator.requests.length

    const resumed = await runCommand(['--session', 'session.json'], { cwd, server, input: 'y\n' })
    expect(resumed.code).toBe(0)
    expect(resumed.stderr).toContain('  +- cream\n')
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(list.replace('milk', 'cream'))
    const calls = server.emulator.requests.slice(requests).filter(({ path }) => path.endsWith('/completions'))
    expect(calls).toHaveLength(1)
  })
})

describe('money', () => {
  test('what the session says was spent is what the balance fell by', async () => {
    const cwd = await makeFolder({ 'list.md': list })
    const server = await serve({ balance: 10 })
    const session = ['--session', 'session.json']
    await runCommand([...session, 'Search the web for honey bees'], { cwd, server })
    await runCommand([...session, 'List the files'], { cwd, server })
    const { spentUsd } = await readSession(cwd)
    expect(Number(spentUsd)).toBeGreaterThan(0.006)
    expect(Number(spentUsd)).toBeCloseTo(10 - server.emulator.account.balance, 10)
  })

  test('--max-usd counts tools too, stops before the next call, and says so', async () => {
    const server = await serve()
    const { code, stderr } = await runCommand(['--max-usd', '0.005', 'Search the web for honey bees'], {
      cwd: await makeFolder(),
      server,
    })
    expect(code).toBe(3)
    expect(stderr).toMatch(/The budget is used up: \$0\.00\d+ of \$0\.005\. Raise --max-usd/)
    expect(server.emulator.requests.filter(({ path }) => path.endsWith('/completions'))).toHaveLength(1)
  })

  test('--max-usd keeps a second search from beginning', async () => {
    const server = await serve()
    const search = (query: string) => ({ name: 'webSearch', arguments: { query } })
    server.emulator.replies.next({ toolCalls: [search('honey'), search('bees')] })
    await runCommand(['--max-usd', '0.005', 'Search'], { cwd: await makeFolder(), server })
    expect(server.emulator.requests.filter(({ path }) => path === '/api/web')).toHaveLength(1)
  })

  test('--max-usd is for the whole conversation', async () => {
    const cwd = await makeFolder()
    const server = await serve()
    const session = ['--session', 'session.json', '--max-usd', '0.005']
    await runCommand([...session, 'Search the web for honey bees'], { cwd, server })
    const again = await runCommand([...session, 'Hello'], { cwd, server })
    expect(again.code).toBe(3)
  })
})

describe('the prompt cache', () => {
  test.each([
    ['zai-org/glm-5', { caching: true }],
    ['anthropic/claude-sonnet-5.5', { prompt_caching: { enabled: true } }],
  ])('is switched on for %s, and the second step reads from it', async (model, fields) => {
    const cwd = await makeFolder({ 'list.md': list.repeat(500) })
    const server = await serve()
    server.emulator.replies.next({ toolCalls: [{ name: 'readFile', arguments: { path: 'list.md' } }] })
    server.emulator.replies.next({ toolCalls: [{ name: 'listFiles', arguments: {} }] })
    const { stderr } = await runCommand(['--model', model, 'Read'], { cwd, server })
    const call = server.emulator.requests.find(({ path }) => path.endsWith('/completions'))
    expect(call?.body).toMatchObject(fields)
    expect(stderr).toMatch(/\([1-9][\d,]* cached\)/)
  })

  test('stays off where it is asked to', async () => {
    const server = await serve()
    const { stderr } = await runCommand(['--no-caching', 'Hello'], { cwd: await makeFolder(), server })
    expect(stderr).toContain('prompt cache off')
    expect(server.emulator.requests.at(-1)?.body).not.toHaveProperty('caching')
  })
})

describe('what goes wrong says what to do', () => {
  test.each([
    [['--max-usd', 'ten', 'Hello'], 2, 'an amount above 0'],
    [['--mdoel', 'x', 'Hello'], 2, 'Did you mean --model?'],
    [['--folder', 'nowhere', 'Hello'], 1, 'Name another one with --folder'],
    [['--session', 'list.md', 'Hello'], 1, 'is no conversation of this program'],
    [['--model', 'zai-org/glm-55', 'Hello'], 1, 'zai-org/glm-55'],
  ])('%j', async (args, code, words) => {
    const cwd = await makeFolder({ 'list.md': list })
    const run = await runCommand(args, { cwd, server: await serve() })
    expect(run.stderr).toContain(words)
    expect([run.code, run.stdout]).toEqual([code, ''])
    expect(await readFile(join(cwd, 'list.md'), 'utf8')).toBe(list)
  })

  test('an empty balance', async () => {
    const server = await serve({ balance: 0 })
    const { code, stderr } = await runCommand(['Hello'], { cwd: await makeFolder(), server })
    expect(code).toBe(1)
    expect(stderr).toContain('https://nano-gpt.com/balance')
    expect(stderr).toMatch(/\(status 402, request req_/)
  })
})
