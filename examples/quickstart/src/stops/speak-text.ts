import type { NanoGPTSpeechMetadata, NanoGPTSpeechModelOptions } from '@nanogpt/ai-sdk-provider'
import { experimental_streamSpeech as streamSpeech, generateSpeech } from 'ai'
import { models } from '../models.ts'
import { saveFile } from '../save-file.ts'
import type { Stop } from '../stop.ts'

const GREETING = 'Welcome aboard. The next stop is Rotterdam Central.'
const NEWS = ['Owls are seen in the city again. ', 'They hunt mice in the parks at night.']

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
    const { format, uint8Array: greeting } = speech.audio
    page.file('The greeting', await saveFile(`greeting.${format}`, greeting))

    const stream = streamSpeech({
      model: nanogpt.speechModel(models.streamedVoice),
      text: NEWS,
      abortSignal: signal,
    })
    // A player would take the pieces as well as a file does.
    page.file('The news, streamed', await saveFile('news.mp3', stream.audioStream))
    const { inputCharacters } = await stream.usage
    page.line(`${inputCharacters ?? '?'} characters of news were spoken`)

    const made: NanoGPTSpeechMetadata = speech.providerMetadata['nanogpt'] ?? {}
    const streamed: NanoGPTSpeechMetadata = (await stream.providerMetadata)['nanogpt'] ?? {}
    return [
      { modelId: models.voice, cost: made.cost },
      { modelId: models.streamedVoice, cost: streamed.cost },
    ]
  },
}
