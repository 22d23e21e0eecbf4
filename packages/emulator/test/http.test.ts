import { beforeEach, describe, expect, it } from 'vitest'
import { createEmulator, EMULATOR_API_KEY } from '../src/index.ts'
import { ask, chatPath, complete, fail, host, type Failure } from './ask.ts'

const emulator = createEmulator()
beforeEach(() => emulator.reset())

const post = (path: string, init: RequestInit = {}): Promise<Response> =>
  emulator.fetch(host + path, { method: 'POST', ...init })
const json = { 'content-type': 'application/json' }
const bearer = { authorization: `Bearer ${EMULATOR_API_KEY}` }
const errorOf = async (response: Response): Promise<Failure['error']> =>
  ((await response.json()) as Failure).error

describe('keys', () => {
  it('none at all is missing_api_key', async () => {
    const response = await post(chatPath, { headers: json, body: '{}' })
    expect(response.status).toBe(401)
    expect(await errorOf(response)).toMatchObject({ code: 'missing_api_key', type: 'authentication_error' })
  })

  it.each([
    [{ authorization: 'Bearer sk-wrong' }],
    [{ 'x-api-key': 'sk-wrong' }],
    [{ authorization: EMULATOR_API_KEY }],
  ])('%j is invalid_api_key, and the key is not repeated', async headers => {
    const response = await post(chatPath, { headers: { ...json, ...headers }, body: '{}' })
    const error = await errorOf(response)
    expect([response.status, error.code]).toEqual([401, 'invalid_api_key'])
    expect(error.message).not.toContain('sk-')
  })

  it('two that differ are conflicting_credentials', async () => {
    const error = await fail(emulator, {}, { headers: { 'x-api-key': 'sk-other' } })
    expect(error).toMatchObject({ status: 400, code: 'conflicting_credentials' })
  })

  it.each([
    [{ 'x-api-key': EMULATOR_API_KEY }],
    [{ authorization: `bearer ${EMULATOR_API_KEY}`, 'x-api-key': EMULATOR_API_KEY }],
  ])('%j opens the door', async headers => {
    expect((await ask(emulator, {}, { headers: { authorization: '', ...headers } })).status).toBe(200)
  })

  it('may be several, and others than the default', async () => {
    const other = createEmulator({ apiKey: ['one', 'two'] })
    const statuses = ['one', 'two', EMULATOR_API_KEY].map(async key => {
      const response = await ask(other, {}, { headers: { authorization: `Bearer ${key}` } })
      return response.status
    })
    expect(await Promise.all(statuses)).toEqual([200, 200, 401])
  })

  it('are looked at before the body', async () => {
    expect((await post(chatPath, { headers: json, body: '{' })).status).toBe(401)
  })
})

describe('bodies', () => {
  it.each<[what: string, headers: Record<string, string>, body: string, status: number, code: string]>([
    ['broken JSON', json, '{"model":', 400, 'invalid_json'],
    ['nothing', json, '', 400, 'invalid_json'],
    ['an array', json, '[]', 400, 'invalid_json'],
    ['text', { 'content-type': 'text/plain' }, '{}', 415, 'unsupported_media_type'],
    [
      'an unknown encoding',
      { ...json, 'content-encoding': 'zstd' },
      '{}',
      415,
      'unsupported_content_encoding',
    ],
  ])('%s is refused', async (_, headers, body, status, code) => {
    const response = await post(chatPath, { headers: { ...bearer, ...headers }, body })
    expect(response.status).toBe(status)
    expect((await errorOf(response)).code).toBe(code)
  })

  it('over 32 MiB are refused', async () => {
    const response = await post(chatPath, {
      headers: { ...bearer, ...json },
      body: new Uint8Array(32 * 1024 * 1024 + 1),
    })
    expect(response.status).toBe(413)
    expect((await errorOf(response)).code).toBe('request_body_too_large')
  })

  it('with a charset are JSON too', async () => {
    expect(
      (await ask(emulator, {}, { headers: { 'content-type': 'application/json; charset=utf-8' } })).status,
    ).toBe(200)
  })
})

describe('paths', () => {
  it.each(['/api/v1/nothing', '/v1/nothing', '/api', '/api/v1/chat/completions/'])(
    '%s is a 404 in JSON',
    async path => {
      const response = await post(path, { headers: bearer })
      expect(response.status).toBe(404)
      expect(await errorOf(response)).toMatchObject({ type: 'not_found_error', code: 'not_found' })
    },
  )

  it('outside the API a 404 is a page', async () => {
    const response = await post('/chat/completions', { headers: bearer })
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
  })

  it('a wrong method is a 405 that says which is right', async () => {
    const response = await emulator.fetch(host + chatPath, { headers: bearer })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await errorOf(response)).code).toBe('method_not_allowed')
  })

  it('any host will do', async () => {
    const response = await emulator.fetch('http://localhost:1/api/v1/models')
    expect(response.status).toBe(200)
  })
})

describe('responses', () => {
  it('carry a request id, their own or the one that was sent', async () => {
    const own = await ask(emulator)
    const chosen = await ask(emulator, {}, { headers: { 'X-Request-ID': 'mine-1' } })
    const strange = await ask(emulator, {}, { headers: { 'X-Request-ID': 'not ours!' } })
    const ids = [own, chosen, strange].map(response => response.headers.get('x-request-id'))
    expect(ids).toEqual(['req_emulator_000001', 'mine-1', 'req_emulator_000003'])
    expect(emulator.requests.map(({ id }) => id)).toEqual(ids)
  })

  it.each(['/api/v1/models', '/nowhere', '/api/check-balance'])('carry one from %s as well', async path => {
    expect((await emulator.fetch(host + path)).headers.get('x-request-id')).toMatch(/^req_emulator_/)
  })

  it('may be read by a browser of any origin', async () => {
    const preflight = await emulator.fetch(host + chatPath, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type,memory',
      },
    })
    expect(preflight.status).toBe(204)
    expect(preflight.headers.get('access-control-allow-headers')).toContain('memory')
    const response = await ask(emulator)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-expose-headers')).toContain('X-Request-ID')
  })
})

describe('the request log', () => {
  it('has what arrived and what became of it', async () => {
    await complete(emulator, { model: 'zai-org/glm-5:online' }, { headers: { 'X-Trace': 'abc' } })
    const [record] = emulator.requests
    expect(record).toMatchObject({
      method: 'POST',
      url: host + chatPath,
      path: chatPath,
      status: 200,
      cancelled: false,
      unknownFields: [],
      body: { model: 'zai-org/glm-5:online' },
      headers: { 'x-trace': 'abc', 'content-type': 'application/json' },
      understood: {
        model: 'zai-org/glm-5',
        billing: 'paygo',
        search: { provider: 'linkup', depth: 'standard' },
      },
    })
    expect(record?.bodyText).toBe(JSON.stringify(record?.body))
    expect(record?.bytesReceived).toBe(new TextEncoder().encode(record?.bodyText).length)
  })

  it('has refused requests too', async () => {
    await post(chatPath, { headers: json, body: '{"model":1}' })
    expect(emulator.requests).toMatchObject([{ status: 401, body: { model: 1 } }])
  })

  it('is emptied by reset, together with everything else', async () => {
    const { requests, unknownFields } = emulator
    await complete(emulator, { foo: 1 })
    emulator.account.balance = 3
    emulator.faults.always({ type: 'status', status: 500 })
    emulator.replies.next({ text: 'scripted' })
    emulator.reset()
    expect([requests, unknownFields, emulator.account.balance]).toEqual([[], [], 100])
    expect((await complete(emulator)).choices[0]?.message.content).not.toBe('scripted')
  })
})

describe('the same requests', () => {
  it('have the same answers from two emulators', async () => {
    const other = createEmulator()
    const asked = async (which: typeof emulator): Promise<string[]> => [
      await (await ask(which, { stream: true })).text(),
      await (await ask(which)).text(),
    ]
    expect(await asked(emulator)).toEqual(await asked(other))
  })

  it('have ids of their own, also at the same time', async () => {
    const replies = await Promise.all([complete(emulator), complete(emulator), complete(emulator)])
    expect(new Set(replies.map(({ id }) => id)).size).toBe(3)
    expect(replies.map(({ created }) => created - replies[0]!.created)).toEqual([0, 1, 2])
  })

  it('have other answers with another seed', async () => {
    const one = await complete(createEmulator({ seed: 1 }))
    const two = await complete(createEmulator({ seed: 2 }))
    expect(one.choices[0]?.message.content).not.toBe(two.choices[0]?.message.content)
  })
})
