import type { NanoGPTImageCallMetadata } from '@nanogpt/ai-sdk-provider'
import { generateImage, type GeneratedFile, type GenerateImageResult } from 'ai'
import { models } from '../models.ts'
import type { Receipt } from '../receipt.ts'
import { saveFile } from '../save-file.ts'
import type { Stop } from '../stop.ts'

export const drawImage: Stop = {
  title: 'Draw an image, and change it',
  shows: 'An image from words, and another one from that image and more words.',

  async visit({ nanogpt, page, signal }) {
    const model = nanogpt.imageModel(models.image)
    const lighthouse = await generateImage({
      model,
      prompt: 'A lighthouse on a cliff, in watercolours',
      abortSignal: signal,
    })
    page.file('The image', await save('lighthouse', lighthouse.image))

    const night = await generateImage({
      model,
      prompt: { text: 'The same at night, with its light on', images: [lighthouse.image.uint8Array] },
      abortSignal: signal,
    })
    page.file('At night', await save('lighthouse-at-night', night.image))

    return [lighthouse, night].flatMap(receiptsOfCalls)
  },
}

/** Writes an image, under the extension of what it really is. */
function save(name: string, { mediaType, uint8Array }: GeneratedFile): Promise<string> {
  return saveFile(`${name}.${mediaType.replace('image/', '')}`, uint8Array)
}

function receiptsOfCalls({ calls }: GenerateImageResult): Receipt[] {
  return calls.map(({ providerMetadata, response, usage }) => {
    const metadata = providerMetadata?.['nanogpt'] as NanoGPTImageCallMetadata | undefined
    return {
      modelId: response.modelId,
      inputTokens: usage?.inputTokens,
      outputTokens: usage?.outputTokens,
      cost: metadata?.cost,
    }
  })
}
