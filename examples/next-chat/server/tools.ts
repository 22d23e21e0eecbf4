import 'server-only'
import { nanogpt, type NanoGPTImageCallMetadata } from '@nanogpt/ai-sdk-provider'
import { generateImage, tool } from 'ai'
import { z } from 'zod'

/** What the model may call. It runs here, on the server; the page shows arguments and results. */
export const tools = {
  searchModels: tool({
    description: 'Searches the models of NanoGPT by name, ability and price.',
    inputSchema: z.object({
      words: z.string().optional().describe('words of the name or the vendor'),
      abilities: z.array(z.enum(['vision', 'reasoning', 'toolCalling', 'structuredOutput'])).optional(),
      maxInputPrice: z.number().min(0).optional().describe('USD per million input tokens'),
    }),
    async execute({ words, abilities, maxInputPrice }, { abortSignal }) {
      const models = await nanogpt.findModels({
        limit: 5,
        ...(words !== undefined && { search: words }),
        ...(abilities !== undefined && { abilities }),
        ...(maxInputPrice !== undefined && { maxInputPrice }),
        ...(abortSignal && { abortSignal }),
      })
      return models.map(({ id, tokenPrices, contextLength }) => ({ id, ...tokenPrices, contextLength }))
    },
  }),

  currentTime: tool({
    description: 'Tells the date and time in a time zone.',
    inputSchema: z.object({
      timeZone: z.string().describe('IANA name, such as Europe/Lisbon').default('UTC'),
    }),
    execute({ timeZone }) {
      const style = { dateStyle: 'full', timeStyle: 'short' } as const
      return { timeZone, time: new Intl.DateTimeFormat('en-GB', { ...style, timeZone }).format() }
    },
  }),

  drawPicture: tool({
    description: 'Draws a picture from a description. Costs about half a cent.',
    inputSchema: z.object({ description: z.string() }),
    async execute({ description }, { abortSignal }) {
      const { image, calls } = await generateImage({
        model: nanogpt.imageModel('flux-schnell'),
        prompt: description,
        size: '1024x1024',
        ...(abortSignal && { abortSignal }),
      })
      const facts = calls[0]?.providerMetadata?.nanogpt as NanoGPTImageCallMetadata | undefined
      return { picture: `data:${image.mediaType};base64,${image.base64}`, costUsd: facts?.costUsd }
    },
    // The user sees the picture; the model only has to know that there is one.
    toModelOutput: () => ({ type: 'text', value: 'The picture was drawn and is shown to the user.' }),
  }),
}
