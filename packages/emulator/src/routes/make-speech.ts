import { sha256 } from 'hono/utils/crypto'
import { playMelody } from '../engine/play-melody.ts'
import { musicSeconds, speechSeconds } from '../engine/sound-length.ts'
import type { EmulatorContext } from '../env.ts'
import { encodeSound } from '../media/encode-sound.ts'
import type { Sound } from '../media/sound-format.ts'
import { countCharacters, type SpeechRequest } from '../reading/read-speech.ts'

/** What is known a sound by. */
export async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return (await sha256(bytes)) ?? ''
}

/** Makes the sound of a request, and remembers what was said in it. */
export async function makeSpeech(
  context: EmulatorContext,
  { model, text, voice, speed, format }: SpeechRequest,
): Promise<Sound & { seconds: number }> {
  const seconds = model.music ? musicSeconds(text) : speechSeconds(countCharacters(text), speed)
  const sound = await encodeSound(
    playMelody({ text, voice: model.music ? model.id : voice, seconds }),
    format,
  )
  if (!model.music) context.env.state.spokenTexts.remember(await digestOf(sound.bytes), text)
  return { ...sound, seconds }
}
