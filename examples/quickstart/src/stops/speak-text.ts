import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { NanoGPTSpeechMetadata, NanoGPTSpeechModelOptions } from '@nanogpt/ai-sdk-provider'
import { experimental_streamSpeech as streamSpeech, generateSpeech } from 'ai'
import { models } from '../models.ts'
import type { Stop } from '../stop.ts'

const GREETING = 'Welcome aboard. The next stop is Rotterdam Central.'
const NEWS = ['Owls are seen in the city again. ', 'They hunt mice in the parks at night.']

const folder = new URL('../../output/', import.meta.url)

export const speakText: Stop = {
  title: 'Speak a text',
  shows: 'One voice reads a sentence into an MP3; another goes to disk as it speaks.',

  async visit({ nanogpt, page, signal }) {
    const speech = await generateSpeech({
      model: nanogpt.speechModel(models.voice),
      text: GREETING,
      abortSignal: signal,
      // This model answers with the ticket of a job.
      providerOptions: { nanogpt: { pollIntervalMs: 1_000 } satisfies NanoGPTSpeechModelOptions },
    })
    const greeting = new URL(`greeting.${speech.audio.format}`, folder)
    await mkdir(folder, { recursive: true })
    await writeFile(greeting, speech.audio.uint8Array)
    page.line(`The greeting: ${fileURLToPath(greeting)}`)

    const stream = streamSpeech({
      model: nanogpt.speechModel(models.streamedVoice),
      text: NEWS,
      abortSignal: signal,
    })
    const news = new URL('news.mp3', folder)
    // A player would take the pieces as well as a file does.
    await writeFile(news, stream.audioStream)
    const { inputCharacters } = await stream.usage
    page.line(`The news, streamed: ${fileURLToPath(news)}`)
    page.line(`${inputCharacters ?? '?'} characters of news were spoken`)

    const made: NanoGPTSpeechMetadata = speech.providerMetadata['nanogpt'] ?? {}
    const streamed: NanoGPTSpeechMetadata = (await stream.providerMetadata)['nanogpt'] ?? {}
    return [
      { modelId: models.voice, cost: made.cost },
      { modelId: models.streamedVoice, cost: streamed.cost },
    ]
  },
}
