import type { Experimental_SpeechModelV4StreamPart as StreamPart } from '@ai-sdk/provider'
import { experimental_streamSpeech as streamSpeech, NoSpeechGeneratedError } from 'ai'
import { describe, expect, test } from 'vitest'
import { collect, rejectionOf } from '../harness.ts'
import {
  audio,
  fakeSpeech,
  FAST,
  FILE,
  FILE_URL,
  json,
  MP3,
  never,
  pieces,
  SPEECH,
  STATUS,
  TICKET,
  WAV,
} from './fake-api.ts'

type TextPart = {
  type: 'text'
  text: string
  voice?: string
  providerOptions?: Record<string, Record<string, string>>
}

const OWL = 'Owls hunt at night.'

/** Text as somebody writes it, and whether it was told to stop. */
function textOf(parts: readonly (string | TextPart)[], end: 'close' | 'hang' | 'break' = 'close') {
  const left = parts.map(part => (typeof part === 'string' ? { type: 'text' as const, text: part } : part))
  const cancelled: unknown[] = []
  const text = new ReadableStream<TextPart>(
    {
      pull(controller) {
        const part = left.shift()
        if (part !== undefined) controller.enqueue(part)
        else if (end === 'close') controller.close()
        else if (end === 'break') controller.error(new Error('The writer broke.'))
        else return new Promise(() => {})
      },
      cancel(reason) {
        cancelled.push(reason)
      },
    },
    { highWaterMark: 0 },
  )
  return { text, cancelled }
}

function typesOf(parts: readonly StreamPart[]): string[] {
  return parts.map(({ type }) => type)
}

function audioOf(parts: readonly StreamPart[]) {
  return parts.flatMap(part => (part.type === 'audio' ? [part] : []))
}

describe('streamSpeech', () => {
  test('gets audio as it comes, of text as it comes', async () => {
    const { model, requests } = fakeSpeech({
      [SPEECH]: audio(
        pieces([MP3.subarray(0, 3), MP3.subarray(3, 14), MP3.subarray(14)]).body,
        'audio/mpeg',
        {
          'x-request-id': 'req_1',
        },
      ),
    })
    const result = streamSpeech({
      model,
      text: ['Owls hunt ', 'at night. \ud83e', '\udd89'],
      voice: 'nova',
      outputFormat: { type: 'audio/mpeg' },
      speed: 1.1,
    })
    const chunks: Uint8Array[] = []
    for await (const chunk of result.audioStream) chunks.push(chunk)
    expect(chunks.map(chunk => chunk.length)).toEqual([3, 11, 2])
    expect(chunks.flatMap(chunk => [...chunk])).toEqual([...MP3])
    expect(await result.usage).toEqual({ inputCharacters: 21 })
    expect(await result.warnings).toEqual([])
    expect(await result.providerMetadata).toEqual({
      nanogpt: { mediaType: 'audio/mpeg', requestId: 'req_1' },
    })
    expect(await result.responses).toEqual([
      {
        timestamp: expect.any(Date),
        modelId: 'tts-1',
        headers: expect.objectContaining({ 'x-request-id': 'req_1' }),
        body: undefined,
      },
    ])
    expect(requests[0]?.body).toEqual({
      model: 'tts-1',
      input: 'Owls hunt at night. 🦉',
      voice: 'nova',
      response_format: 'mp3',
      speed: 1.1,
      stream: true,
    })
  })

  test('has parts of the true type, with raw chunks where they are asked for', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio(pieces([WAV, MP3]).body) })
    const { stream } = await model.doStream({ text: textOf([OWL]).text, includeRawChunks: true })
    const parts = await collect(stream)
    expect(typesOf(parts)).toEqual([
      'stream-start',
      'response-metadata',
      'raw',
      'audio',
      'raw',
      'audio',
      'finish',
    ])
    expect(audioOf(parts).map(({ audioFormat }) => audioFormat)).toEqual([
      { type: 'audio/wav' },
      { type: 'audio/wav' },
    ])
  })

  test('says what came where another format was asked for', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio(WAV) })
    const { text } = textOf([OWL])
    const { stream } = await model.doStream({ text, outputFormat: { type: 'audio/mpeg' } })
    expect((await collect(stream))[0]).toEqual({
      type: 'stream-start',
      warnings: [expect.objectContaining({ feature: 'outputFormat' })],
    })
  })

  test.each([
    ['audio/pcm', 24_000],
    ['audio/pcm; rate=16000', 16_000],
  ])('gives the rate of %s', async (contentType, rate) => {
    const { model } = fakeSpeech({ [SPEECH]: audio(new Uint8Array(50), contentType) })
    const { text } = textOf([OWL])
    const { stream } = await model.doStream({ text, outputFormat: { type: 'audio/pcm', rate: 24_000 } })
    const parts = await collect(stream)
    expect(parts[0]).toEqual({ type: 'stream-start', warnings: [] })
    expect(audioOf(parts)[0]?.audioFormat).toEqual({ type: 'audio/pcm', rate })
  })

  test('does not wait for more than the first bytes', async () => {
    const server = pieces([MP3], 'hang')
    const { model } = fakeSpeech({ [SPEECH]: audio(server.body) })
    const result = streamSpeech({ model, text: OWL })
    const reader = result.audioStream.getReader()
    expect((await reader.read()).value).toEqual(MP3)
    await reader.cancel()
    await expect.poll(server.isCancelled).toBe(true)
  })

  test('reads no faster than its reader', async () => {
    const server = pieces(Array.from({ length: 1_000 }, () => MP3))
    const { model } = fakeSpeech({ [SPEECH]: audio(server.body) })
    const { stream } = await model.doStream({ text: textOf([OWL]).text })
    const reader = stream.getReader()
    for (let count = 0; count < 5; count += 1) await reader.read()
    expect(server.sent()).toBeLessThan(20)
    await reader.cancel()
    await expect.poll(server.isCancelled).toBe(true)
  })

  test('warns of models that may not stream', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio() }, { modelId: 'Kokoro-82m' })
    const result = streamSpeech({ model, text: OWL })
    expect(await result.warnings).toEqual([
      { type: 'compatibility', feature: 'stream', details: expect.stringContaining('one piece') },
    ])
  })

  test.each(['nanogpt', 'myNano'])('warns of options of a part, under %s', async name => {
    const { model } = fakeSpeech({ [SPEECH]: audio() }, { providerName: 'my-nano' })
    const result = streamSpeech({
      model,
      text: [OWL, { type: 'text', text: OWL, providerOptions: { [name]: { mood: 'sad' }, other: {} } }],
    })
    expect(await result.warnings).toEqual([
      expect.objectContaining({ type: 'unsupported', feature: expect.stringContaining('part') }),
    ])
  })

  test('has one piece of a URL', async () => {
    const { model } = fakeSpeech({ [SPEECH]: json({ url: FILE_URL, duration: 2 }), [FILE]: audio() })
    const { stream } = await model.doStream({ text: textOf([OWL]).text })
    const parts = await collect(stream)
    expect(audioOf(parts)).toEqual([{ type: 'audio', audio: MP3, audioFormat: { type: 'audio/mpeg' } }])
    expect(parts.at(-1)).toMatchObject({
      type: 'finish',
      providerMetadata: { nanogpt: { duration: 2, audioUrl: FILE_URL } },
    })
  })

  test('has one piece of a job', async () => {
    const { model } = fakeSpeech({
      [SPEECH]: json(TICKET, 202),
      [STATUS]: [json({ status: 'pending' }), json({ status: 'completed', audioUrl: FILE_URL })],
      [FILE]: audio(),
    })
    const result = streamSpeech({ model, text: OWL, providerOptions: FAST })
    expect(await result.usage).toEqual({
      inputCharacters: OWL.length,
      raw: { cost: { amount: TICKET.cost, currency: 'USD' } },
    })
    expect(await result.providerMetadata).toMatchObject({ nanogpt: { runId: TICKET.runId } })
  })
})

describe('a stream fails', () => {
  async function failureOf(answer: () => Response, parts: readonly (string | TextPart)[] = [OWL]) {
    const { model, requests } = fakeSpeech({ [SPEECH]: answer })
    const { text, cancelled } = textOf(parts)
    const { stream } = await model.doStream({ text, voice: 'nova' })
    const seen: StreamPart[] = []
    const error = await rejectionOf(
      (async () => {
        for await (const part of stream) seen.push(part)
      })(),
    )
    return { error, seen, requests, cancelled }
  }

  test('when the connection breaks, and never finishes', async () => {
    const { error, seen } = await failureOf(audio(pieces([MP3, MP3], 'break').body))
    // Audio is charged with its first chunk.
    expect(error).toMatchObject({ data: { code: 'connection_broken' }, isRetryable: false })
    expect(typesOf(seen)).toEqual(['stream-start', 'response-metadata', 'audio', 'audio'])
  })

  test('so that the functions of the SDK fail too', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio(pieces([MP3], 'break').body) })
    const result = streamSpeech({ model, text: OWL })
    const error = await rejectionOf(collect(result.audioStream))
    expect(error).toMatchObject({ data: { code: 'connection_broken' } })
    expect(await rejectionOf(result.usage)).toBe(error)
  })

  test('when the server says no', async () => {
    const { error, seen } = await failureOf(json({ error: { message: 'No.', code: 'invalid_voice' } }, 400))
    expect(error).toMatchObject({ statusCode: 400, data: { code: 'invalid_voice' } })
    expect(seen).toEqual([])
  })

  test('when words come in the place of audio', async () => {
    const words = ['The model ', 'returned no audio.'].map(text => new TextEncoder().encode(text))
    const { error, seen } = await failureOf(audio(pieces(words).body, 'text/plain'))
    expect(error).toMatchObject({ message: 'The model returned no audio.', isRetryable: false })
    expect(seen).toEqual([])
  })

  test('when a part has a voice of its own, and stops the writer', async () => {
    const { error, requests, cancelled } = await failureOf(audio(), [
      { type: 'text', text: 'I am Nova. ', voice: 'nova' },
      { type: 'text', text: 'I am Echo. ', voice: 'echo' },
      OWL,
    ])
    expect(error).toHaveProperty('message', expect.stringMatching(/'echo', but the call's is 'nova'/))
    expect(cancelled).toEqual([error])
    expect(requests).toEqual([])
  })

  test.each([
    ['there is no text', [], /must say something/],
    ['the text is empty', ['', ' '], /must say something/],
    ['the text is too long', ['a'.repeat(4_000), 'a'.repeat(100)], /4100 characters, and tts-1 takes 4096/],
  ])('when %s', async (_, parts, message) => {
    const { error, requests } = await failureOf(audio(), parts)
    expect(error).toHaveProperty('message', expect.stringMatching(message))
    expect(requests).toEqual([])
  })

  test('when the writer does, with his error', async () => {
    const { model, requests } = fakeSpeech({})
    const { stream } = await model.doStream({ text: textOf(['Owls '], 'break').text })
    await expect(collect(stream)).rejects.toThrow('The writer broke.')
    expect(requests).toEqual([])
  })

  test('when nothing comes', async () => {
    const { model } = fakeSpeech({ [SPEECH]: audio(new Uint8Array()) })
    const error = await rejectionOf(streamSpeech({ model, text: OWL }).usage)
    expect(NoSpeechGeneratedError.isInstance(error)).toBe(true)
  })
})

describe('the writer is told to stop', () => {
  test('when the options cannot be', async () => {
    const { model } = fakeSpeech({})
    const { text, cancelled } = textOf([OWL], 'hang')
    const error = await rejectionOf(model.doStream({ text, outputFormat: { type: 'audio/pcmu' } }))
    expect(error).toHaveProperty('message', expect.stringContaining('audio/pcmu'))
    expect(cancelled).toEqual([error])
  })

  test('when the call was aborted before', async () => {
    const { model } = fakeSpeech({})
    const { text, cancelled } = textOf([OWL], 'hang')
    const abortSignal = AbortSignal.abort(new DOMException('Enough', 'AbortError'))
    await expect(model.doStream({ text, abortSignal })).rejects.toThrow('Enough')
    expect(cancelled).toHaveLength(1)
  })

  test('when the call is aborted while he writes', async () => {
    const { model, requests } = fakeSpeech({})
    const { text, cancelled } = textOf([OWL], 'hang')
    const { stream } = await model.doStream({ text, abortSignal: AbortSignal.timeout(20) })
    await expect(collect(stream)).rejects.toThrow(/abort|timeout/i)
    expect(cancelled).toHaveLength(1)
    expect(requests).toEqual([])
  })

  test('at once, when the abort comes in the same tick', async () => {
    const { model } = fakeSpeech({})
    const { text, cancelled } = textOf([OWL], 'hang')
    const abort = new AbortController()
    const opening = model.doStream({ text, abortSignal: abort.signal })
    abort.abort(new DOMException('Enough', 'AbortError'))
    const { stream } = await opening
    await expect(collect(stream)).rejects.toThrow('Enough')
    expect(cancelled).toHaveLength(1)
  })

  test('when nobody reads on', async () => {
    const { model } = fakeSpeech({})
    const { text, cancelled } = textOf([OWL], 'hang')
    const { stream } = await model.doStream({ text })
    await stream.cancel(new Error('Bored.'))
    expect(cancelled).toEqual([new Error('Bored.')])
  })

  test('by the functions of the SDK too', async () => {
    const { model } = fakeSpeech({})
    const { text, cancelled } = textOf([OWL], 'hang')
    const result = streamSpeech({ model, text })
    await result.audioStream.cancel(new Error('Bored.'))
    await expect(result.usage).rejects.toThrow('Bored.')
    await expect.poll(() => cancelled.length).toBeGreaterThan(0)
  })
})

describe('an abort ends', () => {
  test('a request', async () => {
    const { model } = fakeSpeech({ [SPEECH]: never })
    const { stream } = await model.doStream({
      text: textOf([OWL]).text,
      abortSignal: AbortSignal.timeout(20),
    })
    await expect(collect(stream)).rejects.toThrow(/abort|timeout/i)
  })

  test('a stream in its middle', async () => {
    const server = pieces([MP3], 'hang')
    const { model } = fakeSpeech({ [SPEECH]: audio(server.body) })
    const abort = new AbortController()
    const { stream } = await model.doStream({ text: textOf([OWL]).text, abortSignal: abort.signal })
    const reader = stream.getReader()
    await reader.read()
    abort.abort(new DOMException('Enough', 'AbortError'))
    await expect(reader.read()).rejects.toThrow('Enough')
    await expect.poll(server.isCancelled).toBe(true)
  })

  test('the wait for a job', async () => {
    const { model } = fakeSpeech({ [SPEECH]: json(TICKET, 202), [STATUS]: json({ status: 'pending' }) })
    const { text } = textOf([OWL])
    const { stream } = await model.doStream({ text, abortSignal: AbortSignal.timeout(30) })
    await expect(collect(stream)).rejects.toThrow(/abort|timeout/i)
  })
})
