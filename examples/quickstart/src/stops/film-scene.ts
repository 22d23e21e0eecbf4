import type { NanoGPTVideoMetadata } from '@nanogpt/ai-sdk-provider'
import { experimental_generateVideo as generateVideo } from 'ai'
import { models } from '../models.ts'
import { saveFile } from '../save-file.ts'
import type { Stop } from '../stop.ts'

const SCENE = 'A lighthouse in a storm, seen from a small boat.'

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
    page.file('The scene', await saveFile('lighthouse.mp4', video.uint8Array))

    const metadata = providerMetadata['nanogpt'] as NanoGPTVideoMetadata | undefined
    page.line(`${video.mediaType}, ${video.uint8Array.length} bytes, job ${metadata?.job.runId ?? 'unknown'}`)
    return responses.map(({ modelId }) => ({ modelId, cost: metadata?.cost }))
  },
}
