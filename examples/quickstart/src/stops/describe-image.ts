import { generateText } from 'ai'
import { drawSunset } from '../draw-sunset.ts'
import { models } from '../models.ts'
import { receiptsOf } from '../receipt.ts'
import { saveFile } from '../save-file.ts'
import type { Stop } from '../stop.ts'

export const describeImage: Stop = {
  title: 'Describe an image',
  shows: 'A picture goes along as a file part. The SDK takes bytes, base64 and URLs.',

  async visit({ nanogpt, page, signal }) {
    const picture = drawSunset()
    page.file('The picture', await saveFile('sunset.png', picture))

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
