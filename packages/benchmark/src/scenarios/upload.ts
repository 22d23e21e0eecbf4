import type { LanguageModelV4 } from '@ai-sdk/provider'
import { createNanoGPT, type NanoGPTProviderSettings } from '@nanogpt/ai-sdk-provider'
import { agentCall } from '../calls/agent-call.ts'
import { isProvider, type Contestant } from '../contestants/contestant.ts'
import { measureInTurns } from '../measuring/round-robin.ts'
import { NotAvailableError, type Measurement } from '../measuring/measurement.ts'
import { startThrottlingProxy } from '../network/throttling-proxy.ts'
import { startUploadServer, type Upload } from '../network/upload-server.ts'
import type { Scenario } from './scenario.ts'

const MEGABITS_PER_SECOND = 10

/** Together about two megabytes. */
const LONG_CALL = { messageCount: 400, charactersPerText: 3900 }

/** A provider in one of its settings. */
interface Uploader {
  name: string
  createModel(baseURL: string): LanguageModelV4
  needsCompression: boolean
}

/** How long it takes until the server has all of a long request, over an uplink as people have it. */
export const upload: Scenario = {
  name: 'upload',
  async run({ contestants, isQuick }) {
    const call = agentCall(isQuick ? { ...LONG_CALL, messageCount: 160 } : LONG_CALL)
    const uploads: Upload[] = []
    const server = await startUploadServer(seen => uploads.push(seen))
    const proxy = await startThrottlingProxy({
      targetPort: server.port,
      megabitsPerSecond: MEGABITS_PER_SECOND,
    })
    const remarks = new Map<string, string>()
    try {
      const measurements = await measureInTurns({
        contestants: contestants.flatMap(uploadersOf),
        rounds: isQuick ? 1 : 3,
        warmUpRounds: 0,
        budgetMilliseconds: 15_000,
        measure: async uploader => {
          const model = uploader.createModel(`http://127.0.0.1:${proxy.port}/api/v1`)
          const calledAt = performance.now()
          await model.doGenerate(call)
          const seen = checkUpload(uploads.pop(), uploader, call.prompt.length)
          remarks.set(uploader.name, describe(seen))
          return seen.completedAt - calledAt
        },
      })
      return [
        {
          scenario: 'upload',
          title: `Upload of a long request at ${MEGABITS_PER_SECOND} Mbit/s, from the call to its last byte`,
          unit: 'ms',
          measurements: measurements.map(measurement => withRemark(measurement, remarks)),
          hasRatios: true,
        },
      ]
    } finally {
      await Promise.all([proxy.stop(), server.stop()])
    }
  },
}

function uploadersOf(contestant: Contestant): Uploader[] {
  if (!isProvider(contestant)) return []
  if (contestant.name !== 'nanogpt') {
    const createModel = (baseURL: string) => contestant.createModel({ baseURL })
    return [{ name: contestant.name, createModel, needsCompression: false }]
  }
  return [
    { name: 'nanogpt', createModel: createNanoGPTModel('off'), needsCompression: false },
    {
      name: 'nanogpt, compressing',
      createModel: createNanoGPTModel({ minBytes: 1024 }),
      needsCompression: true,
    },
  ]
}

type CompressionSetting = { compression: 'off' | { minBytes: number } }

function createNanoGPTModel(compression: CompressionSetting['compression']) {
  return (baseURL: string) => {
    const settings: NanoGPTProviderSettings & CompressionSetting = {
      apiKey: 'benchmark',
      baseURL,
      compression,
    }
    return createNanoGPT(settings)('zai-org/glm-5')
  }
}

function checkUpload(seen: Upload | undefined, { needsCompression }: Uploader, messageCount: number): Upload {
  if (seen === undefined) throw new Error('the server saw no request')
  if (seen.messageCount < messageCount) throw new Error('the server saw only a part of the messages')
  if (needsCompression && seen.encoding === undefined) {
    throw new NotAvailableError('the request came without content-encoding')
  }
  return seen
}

function describe({ bytes, encoding }: Upload): string {
  return `${(bytes / 1e6).toFixed(2)} MB on the wire${encoding === undefined ? '' : `, ${encoding}`}`
}

function withRemark(measurement: Measurement, remarks: ReadonlyMap<string, string>): Measurement {
  const remark = remarks.get(measurement.contestant)
  return remark === undefined ? measurement : { ...measurement, remark }
}
