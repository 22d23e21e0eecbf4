import { speechSeconds } from '../engine/sound-length.ts'
import { playMelody } from '../engine/play-melody.ts'
import { hash, idFor } from '../engine/random.ts'
import type { TranscriptionModel } from '../data/transcription-models.ts'
import { encodeSound } from '../media/encode-sound.ts'
import type { StoredFile } from '../state/file-store.ts'
import type { Heard } from './hear-sound.ts'

/** What a voice clone makes. */
export interface ClonedVoice {
  file: StoredFile
  body: Record<string, unknown>
}

const embeddingLength = 256

/** A speaker as numbers: always the same for the same recording. */
function embedding({ text }: Heard): StoredFile {
  const view = new DataView(new ArrayBuffer(embeddingLength * 4))
  for (let index = 0; index < embeddingLength; index += 1) {
    view.setFloat32(index * 4, (hash(`${text} ${index}`) / 2 ** 32) * 2 - 1, true)
  }
  return { bytes: new Uint8Array(view.buffer), contentType: 'application/octet-stream' }
}

const preview = 'This is how your new voice sounds.'

const embeds = 'qwen-voice-clone'

/** How the address of the file is called (API sheet §14.4). */
export function voiceAddress(modelId: string, url: string): Record<string, unknown> {
  return modelId === embeds ? { speakerEmbeddingUrl: url } : { audioUrls: [url] }
}

/** One voice clone makes a speaker embedding, the other a voice with a name and a preview. */
export async function cloneVoice({ id }: TranscriptionModel, heard: Heard): Promise<ClonedVoice> {
  const metadata = { model: id }
  if (id === embeds) return { file: embedding(heard), body: { metadata } }
  const customVoiceId = idFor('voice', heard.text)
  const samples = playMelody({
    text: preview,
    voice: customVoiceId,
    seconds: speechSeconds(preview.length, 1),
  })
  const file = await encodeSound(samples, 'mp3')
  return { file, body: { customVoiceId, metadata } }
}
