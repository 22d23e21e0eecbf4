import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { generateText } from 'ai'
import { drawSunset } from '../draw-sunset.ts'
import { models } from '../models.ts'
import { receiptsOf } from '../receipt.ts'
import type { Stop } from '../stop.ts'

const folder = new URL('../../output/', import.meta.url)

export const describeImage: Stop = {
  title: 'Describe an image',
  shows: 'A picture goes along as a file part. The SDK takes bytes, base64 and URLs.',

  async visit({ nanogpt, page, signal }) {
    const picture = drawSunset()
    const file = new URL('sunset.png', folder)
    await mkdir(folder, { recursive: true })
    await writeFile(file, picture)
    page.line(`The picture: ${fileURLToPath(file)}`)

    const result = await generateText({
      model: nanogpt(models.vision),
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is in this picture? One sentence, please.' },
            { type: 'file', mediaType: 'image/png', data: picture },
          ],
        },
      ],
      abortSignal: signal,
    })

    page.write(result.text)

    return receiptsOf(result.steps)
  },
}
