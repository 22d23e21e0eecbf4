import { describe, expect, it } from 'vitest'
import { createEmulator, type Emulator } from '../src/index.ts'
import { ask, host, type Json } from './ask.ts'
import { get, listen } from './sound.ts'

const text = 'The owl hunts at night.'

const say = (emulator: Emulator, body: Json = {}): Promise<Response> =>
  ask(emulator, { messages: undefined, model: undefined, text, ...body }, { path: '/api/tts' })

const json = async (response: Response): Promise<Json> => (await response.json()) as Json

async function ticketOf(emulator: Emulator): Promise<Json> {
  const response = await say(emulator, { model: 'Elevenlabs-Turbo-V2.5', voice: 'Rachel' })
  expect(response.status).toBe(202)
  return json(response)
}

const statusOf = (emulator: Emulator, query: Json): Promise<Response> =>
  get(emulator, `/api/tts/status?${new URLSearchParams(query as Record<string, string>).toString()}`)

function echo({ runId, model, cost, paymentSource, isApiRequest }: Json): Json {
  return { runId, model, cost, paymentSource, isApiRequest }
}

describe('POST /api/tts', () => {
  it('gives an address by default, of Kokoro, as WAV', async () => {
    const emulator = createEmulator()
    const body = await json(await say(emulator, { voice: 'bf_emma', speed: 0.5 }))
    expect(body).toEqual({
      audioUrl: expect.stringMatching(/^https:\/\/nano-gpt\.com\/files\/.*signature=/),
      contentType: 'audio/wav',
      model: 'Kokoro-82m',
      text,
      voice: 'bf_emma',
      speed: 0.5,
      duration: expect.closeTo(text.length / 15 / 0.5, 5),
      cost: expect.closeTo(text.length / 1e6, 12),
      currency: 'USD',
    })
    expect(100 - emulator.account.balance).toBeCloseTo(Number(body.cost), 12)
    const file = await get(emulator, String(body.audioUrl))
    expect(await listen(await file.arrayBuffer())).toMatchObject({
      container: 'WAVE',
      seconds: body.duration,
    })
    expect(emulator.unknownFields).toEqual([])
  })

  it.each([
    [{}, 'audio/mp3', 'MP3'],
    [{ response_format: 'flac' }, 'audio/flac', 'FLAC'],
  ])('gives the bytes of OpenAI’s models: %j', async (body, contentType, container) => {
    const response = await say(createEmulator(), { model: 'gpt-4o-mini-tts', ...body })
    expect(response.headers.get('content-type')).toBe(contentType)
    expect(await listen(await response.arrayBuffer())).toMatchObject({ container })
  })

  it.each(['Elevenlabs-Turbo-V2.5', 'Elevenlabs-V3', 'Elevenlabs-Music-V1'])(
    'gives a ticket for %s',
    async model => {
      const response = await say(createEmulator(), { model })
      expect(response.status).toBe(202)
      expect(await response.json()).toEqual({
        status: 'pending',
        runId: expect.any(String),
        model,
        charged: true,
        cost: expect.any(Number),
        paymentSource: 'USD',
        isApiRequest: true,
      })
    },
  )

  it.each<[string, Json, number, string]>([
    ['without a text', { text: undefined }, 400, 'missing_required_parameter'],
    ['of a model nobody knows', { model: 'tts-9' }, 400, 'invalid_model'],
    ['in another voice', { voice: 'Rachel' }, 400, 'invalid_voice'],
    ['slower than a tenth', { speed: 0.05 }, 400, 'invalid_parameter_value'],
    ['with a stability above 1', { stability: 2 }, 400, 'invalid_parameter_value'],
    ['over the limit', { text: 'a'.repeat(10_001) }, 413, 'input_too_long'],
  ])('is refused %s, in words', async (_, body, status, code) => {
    const response = await say(createEmulator(), body)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: expect.any(String), code })
  })

  it('is refused without money, in the words that every endpoint has', async () => {
    const response = await say(createEmulator({ balance: 0 }), { model: 'tts-1' })
    expect([response.status, await response.json()]).toMatchObject([
      402,
      { error: 'Insufficient balance', status: 402 },
    ])
  })
})

describe('GET /api/tts/status', () => {
  it('counts the queue down, and then has an address', async () => {
    const emulator = createEmulator({ clock: 'manual', jobs: { queuedMs: 300, runningMs: 100 } })
    const ticket = await ticketOf(emulator)
    const seen: Json[] = []
    for (let step = 0; step < 5; step += 1) {
      seen.push(await json(await statusOf(emulator, echo(ticket))))
      emulator.clock.advance(100)
    }
    const pending = { status: 'pending', runId: ticket.runId }
    expect(seen.slice(0, 4)).toEqual([3, 2, 1, 0].map(queuePosition => ({ ...pending, queuePosition })))
    expect(seen[4]).toEqual({
      status: 'completed',
      audioUrl: expect.any(String),
      contentType: 'audio/mpeg',
      model: 'Elevenlabs-Turbo-V2.5',
    })
    const file = await get(emulator, String(seen[4]?.audioUrl))
    expect(await listen(await file.arrayBuffer())).toMatchObject({ container: 'MP3' })
  })

  it('tells why a job failed, and gives the money back to who shows the ticket, once', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    emulator.faults.next({ type: 'job', message: 'Content rejected.', code: 'CONTENT_POLICY_VIOLATION' })
    const ticket = await ticketOf(emulator)
    const paid = emulator.account.balance
    expect(paid).toBeLessThan(100)
    emulator.clock.advance(600)
    const failed = { status: 'error', error: 'Content rejected.', code: 'CONTENT_POLICY_VIOLATION' }
    const { runId, model } = ticket
    for (const query of [
      { runId, model },
      { ...echo(ticket), cost: 1 },
      { ...echo(ticket), paymentSource: 'XNO' },
      { ...echo(ticket), isApiRequest: false },
    ]) {
      expect(await json(await statusOf(emulator, query))).toEqual(failed)
      expect(emulator.account.balance).toBe(paid)
    }
    await statusOf(emulator, echo(ticket))
    expect(emulator.account.balance).toBe(100)
    await statusOf(emulator, echo(ticket))
    expect(emulator.account.balance).toBe(100)
  })

  it('gives nothing back for a job that goes well', async () => {
    const emulator = createEmulator({ clock: 'manual' })
    const ticket = await ticketOf(emulator)
    const paid = emulator.account.balance
    emulator.clock.advance(600)
    await statusOf(emulator, echo(ticket))
    expect(emulator.account.balance).toBe(paid)
  })

  it('needs the run and its model, and a key', async () => {
    const emulator = createEmulator()
    const ticket = await ticketOf(emulator)
    const statuses = [
      { runId: ticket.runId },
      { model: ticket.model },
      { ...echo(ticket), model: 'tts-1' },
      { runId: 'x', model: 'y' },
    ]
    const answers = await Promise.all(
      statuses.map(async query => (await statusOf(emulator, query as Json)).status),
    )
    expect(answers).toEqual([400, 400, 404, 404])
    expect((await emulator.fetch(`${host}/api/tts/status`)).status).toBe(401)
  })
})
