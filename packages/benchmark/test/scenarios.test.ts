import { expect, test } from 'vitest'
import { parseCommandLine } from '../src/command-line.ts'
import { agentCall } from '../src/calls/agent-call.ts'
import { embeddingAnswer, fetchEmbeddings, VALUE_COUNT } from '../src/answers/embedding-answer.ts'
import { nanogpt } from '../src/contestants/nanogpt.ts'
import { openaiCompatible } from '../src/contestants/openai-compatible.ts'
import { openrouter } from '../src/contestants/openrouter.ts'
import { startThrottlingProxy } from '../src/network/throttling-proxy.ts'
import { startUploadServer, type Upload } from '../src/network/upload-server.ts'
import { heapFormOf } from '../src/scenarios/heap-reading.ts'

test('the proxy is as slow as an uplink, and the server sees the whole request', async () => {
  const uploads: Upload[] = []
  const server = await startUploadServer(upload => uploads.push(upload))
  const proxy = await startThrottlingProxy({ targetPort: server.port, megabitsPerSecond: 8 })
  const call = agentCall({ messageCount: 40, charactersPerText: 1000 })
  const calledAt = performance.now()
  try {
    await nanogpt.createModel({ baseURL: `http://127.0.0.1:${proxy.port}/api/v1` }).doGenerate(call)
  } finally {
    await Promise.all([proxy.stop(), server.stop()])
  }
  const [upload] = uploads
  // A turn has two results, each a message of its own on the wire.
  expect(upload?.messageCount).toBe(1 + 10 * 5)
  // Eight megabits a second are a thousand bytes a millisecond.
  const atLeast = ((upload?.bytes ?? 0) / 1000) * 0.9
  expect((upload?.completedAt ?? 0) - calledAt).toBeGreaterThan(atLeast)
})

test.each([nanogpt, openaiCompatible, openrouter])(
  'everyone reads the same vectors: $name',
  async contestant => {
    const answer = embeddingAnswer(8)
    const sent: Uint8Array[] = []
    const model = contestant.createEmbeddingModel({
      baseURL: 'https://benchmark.invalid/api/v1',
      fetch: fetchEmbeddings(answer, body => sent.push(body)),
    })
    const values = Array.from({ length: VALUE_COUNT }, () => 'a')
    const { embeddings } = await model.doEmbed({ values })
    expect(embeddings).toEqual(answer.vectors.map(vector => [...vector]))
    expect(sent).toEqual([answer.bodies[contestant === nanogpt ? 'base64' : 'float']])
  },
)

test('a heap that grows is told from one that does not', () => {
  const readings = (bytes: number[]) =>
    bytes.map((value, position) => ({ chunks: position * 1000, bytes: value }))
  expect(heapFormOf(readings([9e6, 9.1e6, 9.1e6]))).toEqual({
    bytesPerChunk: 50,
    remark: 'flat: 9.0 → 9.1 → 9.1 MB',
  })
  expect(heapFormOf(readings([9e6, 12e6])).remark).toBe('growing: 9.0 → 12.0 MB')
})

test('names of nothing are refused with the names there are', () => {
  const known = { scenarios: ['text', 'upload'], contestants: ['nanogpt'] }
  expect(parseCommandLine(['--quick', '--only', 'text', '--only', 'upload'], known)).toEqual({
    isQuick: true,
    scenarios: ['text', 'upload'],
    contestants: [],
    jsonFile: undefined,
  })
  expect(() => parseCommandLine(['--only', 'speed'], known)).toThrow(
    "There is no scenario 'speed'. There are: text, upload.",
  )
})
