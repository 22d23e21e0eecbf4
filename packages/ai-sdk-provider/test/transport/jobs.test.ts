import { describe, expect, test } from 'vitest'
import { rejectionOf } from '../harness.ts'
import { clientOf, JOB } from './client-of.ts'

const ticket = () => Response.json({ runId: 'run_1' }, { status: 202 })

type State = () => Response

/** Submits a job and asks for it; the states are answered one after the other, the last one for ever. */
async function runJob(states: readonly [State, ...State[]], limits = { intervalMs: 1, timeoutMs: 500 }) {
  const left = [...states]
  const { client, requests } = clientOf((_url, { method }) => {
    if (method === 'POST') return ticket()
    const [state = states[0]] = left.length > 1 ? left.splice(0, 1) : left
    return state()
  })
  const { answer } = await client.postForReply(JOB)
  const poll = client.pollJob({
    ...limits,
    check: async () => {
      const { value } = await client.getJson({ ...JOB, path: 'tts/status', query: { runId: 'run_1' } })
      if (value.status === 'failed') {
        throw answer.errors.fromFailedJob({
          message: 'The text is not allowed.',
          details: { runId: 'run_1' },
        })
      }
      return value.status === 'completed' ? 'done' : undefined
    },
    abortSignal: undefined,
    job: { what: 'speech', id: 'run_1' },
    errors: answer.errors,
  })
  const submissions = () => requests.filter(({ url }) => url.pathname === '/api/tts').length
  return { poll, requests, submissions }
}

const pending = () => Response.json({ status: 'pending' })
const completed = () => Response.json({ status: 'completed' })
const busy = () => Response.json({ error: { message: 'busy' } }, { status: 503 })

test('a job is asked for until it is done, at the address without a version', async () => {
  const { poll, requests } = await runJob([pending, pending, completed])
  expect(await poll).toBe('done')
  expect(requests.map(({ url }) => url.pathname + url.search)).toEqual([
    '/api/tts',
    ...Array.from({ length: 3 }, () => '/api/tts/status?runId=run_1'),
  ])
})

test('a question that fails is asked again, and the job is not submitted again', async () => {
  const torn = () => {
    throw new TypeError('fetch failed', { cause: new Error('other side closed') })
  }
  const { poll, submissions } = await runJob([busy, torn, pending, busy, completed])
  expect(await poll).toBe('done')
  expect(submissions()).toBe(1)
})

describe('what ends the waiting is never retryable, and names the job', () => {
  test.each<[string, State, object]>([
    ['a failed job', () => Response.json({ status: 'failed' }), { message: 'The text is not allowed.' }],
    [
      'a question that is refused',
      () => Response.json({ error: { message: 'No such run', code: 'not_found' } }, { status: 404 }),
      { message: expect.stringMatching(/speech job run_1 could not be read: No such run/), statusCode: 404 },
    ],
    ['a job that takes too long', busy, { data: { code: 'job_timeout', details: { runId: 'run_1' } } }],
  ])('%s', async (_what, state, expected) => {
    const { poll } = await runJob([state], { intervalMs: 1, timeoutMs: 20 })
    const error = await rejectionOf(poll)
    expect(error).toMatchObject({ isRetryable: false, ...expected })
    expect(error).toMatchObject({ data: { details: { runId: 'run_1' } } })
  })
})

test('a question that nobody answers is given up, and its request too', async () => {
  const signals: (AbortSignal | null | undefined)[] = []
  const { client } = clientOf((_url, { method, signal }) => {
    if (method === 'POST') return ticket()
    signals.push(signal)
    return new Promise<Response>(() => {})
  })
  const { answer } = await client.postForReply(JOB)
  const poll = client.pollJob({
    intervalMs: 1,
    timeoutMs: 20,
    check: async abortSignal => {
      await client.getJson({ ...JOB, path: 'tts/status', abortSignal })
      return undefined
    },
    abortSignal: undefined,
    job: { what: 'speech', id: 'run_1' },
    errors: answer.errors,
  })
  expect(await rejectionOf(poll)).toMatchObject({ isRetryable: false, data: { code: 'job_timeout' } })
  expect(signals.map(signal => signal?.aborted)).toEqual([true])
})

test('a date in Retry-After is honoured', async () => {
  const inAMinute = new Date(Date.now() + 60_000).toUTCString()
  const later = () => Response.json({ error: 'busy' }, { status: 503, headers: { 'retry-after': inAMinute } })
  const { poll, requests } = await runJob([later, completed])
  expect(await rejectionOf(poll)).toMatchObject({ data: { code: 'job_timeout' } })
  expect(requests).toHaveLength(2)
})

test.each(['<html><title>Bad gateway</title></html>', '', '{"status":'])(
  'a question that is answered with %j is asked again',
  async body => {
    const { poll } = await runJob([() => new Response(body), completed])
    expect(await poll).toBe('done')
  },
)

test('a job is asked for at least once, also when its time is shorter than the interval', async () => {
  const { poll, requests } = await runJob([completed], { intervalMs: 60_000, timeoutMs: 20 })
  expect(await poll).toBe('done')
  expect(requests).toHaveLength(2)
})

test('Retry-After is honoured: a wait that does not end in time is not begun', async () => {
  const later = () => Response.json({ error: 'slow down' }, { status: 429, headers: { 'retry-after': '30' } })
  const { poll, requests } = await runJob([later], { intervalMs: 1, timeoutMs: 5000 })
  expect(await rejectionOf(poll)).toMatchObject({ data: { code: 'job_timeout' } })
  expect(requests).toHaveLength(2)
})

describe('a costly request that may have been carried out', () => {
  const reset = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })

  test.each(['ECONNRESET', 'UND_ERR_HEADERS_TIMEOUT'])('is not repeated after %s', async code => {
    const { client } = clientOf(() => {
      throw reset(code)
    })
    const error = await rejectionOf(client.postJson(JOB))
    expect(error).toMatchObject({ isRetryable: false, data: { code: 'outcome_unknown' } })
  })

  test.each(['ECONNREFUSED', 'ENOTFOUND'])('may be repeated after %s: it was never sent', async code => {
    const { client } = clientOf(() => {
      throw reset(code)
    })
    expect(await rejectionOf(client.postJson(JOB))).toMatchObject({ isRetryable: true })
  })

  test('an answer that breaks is not bought again', async () => {
    const { client } = clientOf(
      () =>
        new Response(
          new ReadableStream({
            pull: controller => controller.error(reset('UND_ERR_SOCKET')),
          }),
        ),
    )
    const error = await rejectionOf(client.postJson(JOB))
    expect(error).toMatchObject({ isRetryable: false, message: expect.stringContaining('not repeated') })
  })

  test('a server that says no may be asked again', async () => {
    const { client } = clientOf(busy)
    expect(await rejectionOf(client.postJson(JOB))).toMatchObject({ isRetryable: true, statusCode: 503 })
  })
})
