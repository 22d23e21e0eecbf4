import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { run } from '../src/cli/run.ts'
import { EMULATOR_API_KEY } from '../src/index.ts'
import { parseFrames, user } from './ask.ts'

const body = { model: 'zai-org/glm-5', messages: [user('How do bees fly?')] }

function post(url: string, json: object = body, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/api/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${EMULATOR_API_KEY}`, ...headers },
    body: JSON.stringify(json),
  })
}

interface Session {
  output: () => string
  errors: () => string
  url: Promise<string>
  stop: () => void
  code: Promise<number>
}

const sessions: Session[] = []
afterEach(async () => {
  for (const { stop, code } of sessions.splice(0)) {
    stop()
    await code
  }
})

/** The command, run inside this process on a port of its own. */
function start(...argv: string[]): Session {
  let output = ''
  let errors = ''
  let stop = (): void => {}
  let listening: (url: string) => void
  const url = new Promise<string>(resolve => (listening = resolve))
  const code = run(['--port', '0', ...argv], {
    out: text => {
      output += text
      const found = /http:\/\/\S+(?=\/api\/v1)/.exec(text)
      if (found) listening(found[0])
    },
    error: text => (errors += text),
    stopped: new Promise<void>(resolve => (stop = resolve)),
  })
  const session = { output: () => output, errors: () => errors, url, stop: () => stop(), code }
  sessions.push(session)
  return session
}

describe('the command', () => {
  it('says where it listens and how to point clients at it', async () => {
    const { url, output } = start()
    const address = await url
    for (const hint of [
      `NANOGPT_BASE_URL=${address}/api/v1`,
      `NANOGPT_API_KEY=${EMULATOR_API_KEY}`,
      'new OpenAI(',
      'curl ',
      'Ready.',
    ]) {
      expect(output()).toContain(hint)
    }
  })

  it('answers like the API', async () => {
    const url = await start().url
    expect((await post(url, body, { authorization: 'Bearer wrong' })).status).toBe(401)
    expect(await (await post(url, { model: body.model })).json()).toMatchObject({
      error: { code: 'missing_required_parameter', param: 'messages' },
    })
    expect(
      await (await post(url, { ...body, model: 'zai-org/glm-5:fast', provider: 'novita' })).json(),
    ).toMatchObject({ error: { code: 'speed_suffix_provider_conflict' } })
    const { frames, done } = parseFrames(await (await post(url, { ...body, stream: true })).text())
    expect([frames.length > 5, done]).toEqual([true, true])
  })

  it('logs a line for each request, without the key', async () => {
    const { url, output } = start()
    const address = await url
    const before = output().length
    await post(address, { ...body, webSerach: true })
    await post(address, body, { authorization: 'Bearer sk-secret' })
    const lines = output().slice(before).trim().split('\n')
    expect(lines).toEqual([
      expect.stringMatching(
        /^POST {2}\/api\/v1\/chat\/completions {2}200 {2}\d+ ms {2}zai-org\/glm-5 \$0\.\d+ {2}undocumented: webSerach$/,
      ),
      expect.stringMatching(/^POST {2}\/api\/v1\/chat\/completions {2}401 {2}\d+ ms$/),
    ])
  })

  it('logs bodies and their meaning when verbose', async () => {
    const { url, output } = start('--verbose')
    await post(await url)
    expect(output()).toContain(JSON.stringify(body))
    expect(output()).toContain('"billing":"paygo"')
    expect(output().slice(output().indexOf('POST'))).not.toContain(EMULATOR_API_KEY)
  })

  it('injects faults, some for a while and some for ever', async () => {
    const url = await start(
      '--fault',
      'status=503,times=1,retryAfter=2',
      '--fault',
      'content-type=text/odd,path=/models',
    ).url
    const first = await post(url)
    expect([first.status, first.headers.get('retry-after'), (await post(url)).status]).toEqual([
      503,
      '2',
      200,
    ])
    for (let index = 0; index < 2; index += 1) {
      expect((await fetch(`${url}/api/v1/models`)).headers.get('content-type')).toBe('text/odd')
    }
  })

  it('lets jobs fail', async () => {
    const url = await start('--fault', 'job,message=No voice today,code=TIRED').url
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${EMULATOR_API_KEY}` }
    const ticket = JSON.stringify({ text: 'Hello', model: 'Elevenlabs-Turbo-V2.5' })
    const submitted = await fetch(`${url}/api/tts`, { method: 'POST', headers, body: ticket })
    const { runId } = (await submitted.json()) as { runId: string }
    const status = `${url}/api/tts/status?${new URLSearchParams({ runId, model: 'Elevenlabs-Turbo-V2.5' })}`
    await vi.waitFor(
      async () => {
        expect(await (await fetch(status, { headers })).json()).toMatchObject({
          error: 'No voice today',
          code: 'TIRED',
        })
      },
      { timeout: 5000 },
    )
  })

  it('takes the settings of an emulator', async () => {
    const url = await start(
      '--key',
      'mine',
      '--balance',
      '0',
      '--subscription',
      '--usage-without-asking',
      '--on-unknown-field',
      'error',
    ).url
    const mine = { authorization: 'Bearer mine' }
    expect((await post(url)).status).toBe(401)
    expect(await (await post(url, body, mine)).json()).toMatchObject({
      usage: { total_tokens: expect.any(Number) },
      x_nanogpt_pricing: { cost: 0 },
    })
    expect((await post(url, { ...body, model: 'openai/gpt-5.2' }, mine)).status).toBe(402)
    expect((await post(url, { ...body, foo: 1 }, mine)).status).toBe(400)
  })

  it('takes its time with --pace', async () => {
    const url = await start('--pace', '80,0').url
    const started = Date.now()
    await (await post(url, { ...body, stream: true })).text()
    expect(Date.now() - started).toBeGreaterThanOrEqual(75)
  })

  it('closes open streams when it is stopped', async () => {
    const { url, stop, code } = start('--fault', 'stall=1')
    const response = await post(await url, { ...body, stream: true })
    const reader = response.body!.getReader()
    await reader.read()
    stop()
    await expect(reader.read()).rejects.toThrow('terminated')
    expect(await code).toBe(0)
  })

  it('says in one line that a port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as { port: number }
    const { code, errors, output } = start('--port', String(port))
    expect(await code).toBe(1)
    expect(errors()).toBe(`error: port ${port} is already in use. Choose another with --port.\n`)
    expect(output()).toBe('')
    taken.close()
  })

  it.each([
    [['--port', 'abc'], 'whole number'],
    [['--port', '70000'], '65535'],
    [['--balance', 'much'], 'US dollars'],
    [['--pace', 'slow'], 'milliseconds'],
    [['--fault', 'earthquake'], 'there is no fault "earthquake"'],
    [['--fault', 'status=abc'], 'status must be a number'],
    [['--fault', 'status=500,colour=red'], '"colour" is not known here'],
    [['--on-unknown-field', 'shout'], 'ignore, warn, error'],
    [['--nonsense'], 'unknown option'],
    [['extra'], 'too many arguments'],
  ])('%j is refused in one line', async (argv, words) => {
    const { code, errors } = start(...argv)
    expect(await code).not.toBe(0)
    expect(errors()).toContain(words)
    expect(errors().trim()).not.toContain('\n')
  })

  it.each([
    ['--help', ['Usage: nanogpt-emulator', '--fault', 'error-frame=5']],
    ['--version', ['.']],
  ])('%s is printed, and that is all', async (argument, words) => {
    const { code, output } = start(argument)
    expect(await code).toBe(0)
    for (const word of words) expect(output()).toContain(word)
  })
})

describe('the process', () => {
  const entry = fileURLToPath(new URL('../src/cli.ts', import.meta.url))

  /** Reads until it is ready, and then no more: its output is closed while it runs. */
  async function ready(child: ChildProcess): Promise<string> {
    let output = ''
    for await (const piece of child.stdout!) {
      output += String(piece)
      const found = /http:\/\/\S+(?=\/api\/v1)/.exec(output)
      if (found && output.includes('Ready.')) return found[0]
    }
    throw new Error(`It ended with: ${output}`)
  }

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 on %s, in the middle of a stream', async signal => {
    const child = spawn(process.execPath, [entry, '--port', '0', '--pace', '1000'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const url = await ready(child)
    const response = await post(url, { ...body, stream: true })
    const failure = response.text().catch((error: Error) => error.message)
    child.kill(signal)
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(0)
    expect(await failure).toBe('terminated')
  })
})
