import type { NanoGPTSpeechMetadata, NanoGPTTranscriptionMetadata } from '@nanogpt/ai-sdk-provider'
import { generateSpeech, transcribe } from 'ai'
import { models } from '../models.ts'
import { saveFile } from '../save-file.ts'
import type { Stop } from '../stop.ts'

const MESSAGE =
  'Hello, this is Anna Berg. I would like a table for two on Friday at eight. Please call me back!'

export const transcribeRecording: Stop = {
  title: 'Transcribe a recording',
  shows: 'A voice message becomes text, with the second at which each sentence begins.',

  async visit({ nanogpt, page, signal }) {
    const speech = await generateSpeech({
      model: nanogpt.speechModel(models.speech),
      text: MESSAGE,
      abortSignal: signal,
    })
    const { format, uint8Array: recording } = speech.audio
    page.file('The recording', await saveFile(`voice-message.${format}`, recording))

    const transcript = await transcribe({
      model: nanogpt.transcriptionModel(models.transcription),
      audio: recording,
      timestampGranularities: ['segment'],
      abortSignal: signal,
    })
    for (const { text, startSecond } of transcript.segments) {
      page.line(`${startSecond.toFixed(1).padStart(4)} s  ${text.trim()}`)
    }
    page.line(`${transcript.durationInSeconds ?? '?'} seconds, language: ${transcript.language ?? 'unknown'}`)

    const spoken: NanoGPTSpeechMetadata = speech.providerMetadata['nanogpt'] ?? {}
    const heard: NanoGPTTranscriptionMetadata = transcript.providerMetadata['nanogpt'] ?? {}
    return [
      { modelId: models.speech, cost: spoken.cost },
      { modelId: models.transcription, cost: heard.cost },
    ]
  },
}
