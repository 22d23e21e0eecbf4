import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { NanoGPTVideoMetadata } from '@nanogpt/ai-sdk-provider'
import { experimental_generateVideo as generateVideo } from 'ai'
import { models } from '../models.ts'
import type { Stop } from '../stop.ts'

const SCENE = 'A lighthouse in a storm, seen from a small boat.'

const folder = new URL('../../output/', import.meta.url)

export const filmScene: Stop = {
  title: 'Film a scene',
  shows: 'A job makes a video; the SDK asks for it until it is done.',

  async visit({ nanogpt, page, signal }) {
    const { video, providerMetadata, responses } = await generateVideo({
      model: nanogpt.videoModel(models.video),
      prompt: SCENE,
      duration: 5,
      aspectRatio: '16:9',
      generateAudio: false,
      poll: { intervalMs: 1_000 },
      abortSignal: signal,
    })
    const file = new URL('lighthouse.mp4', folder)
    await mkdir(folder, { recursive: true })
    await writeFile(file, video.uint8Array)
    page.line(`The scene: ${fileURLToPath(file)}`)

    const metadata = providerMetadata['nanogpt'] as NanoGPTVideoMetadata | undefined
    page.line(`${video.mediaType}, ${video.uint8Array.length} bytes, job ${metadata?.job.runId ?? 'unknown'}`)
    return responses.map(({ modelId }) => ({ modelId, cost: metadata?.cost }))
  },
}
