import { ALL_FORMATS, BufferSource, Input } from 'mediabunny'
import { EMULATOR_API_KEY, type Emulator } from '../src/index.ts'
import { host } from './ask.ts'

const key = { authorization: `Bearer ${EMULATOR_API_KEY}` }

/** What a player would find in a file. */
export async function listen(
  bytes: ArrayBuffer,
): Promise<{ container: string; codec: string; rate: number; seconds: number }> {
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  const [format, track] = await Promise.all([input.getFormat(), input.getPrimaryAudioTrack()])
  if (track === null) throw new Error('There is no sound in this.')
  return {
    container: format.name,
    codec: String(await track.getCodec()),
    rate: await track.getSampleRate(),
    seconds: await track.computeDuration(),
  }
}

export function get(emulator: Emulator, path: string): Promise<Response> {
  return emulator.fetch(
    path.startsWith('https:') ? path : host + path,
    path.startsWith('https:') ? {} : { headers: key },
  )
}

export function postForm(
  emulator: Emulator,
  path: string,
  fields: Record<string, string | string[] | Blob>,
): Promise<Response> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value, value instanceof File ? value.name : 'recording.mp3')
    else for (const text of [value].flat()) form.append(name, text)
  }
  return emulator.fetch(host + path, { method: 'POST', headers: key, body: form })
}

/** A silent recording of so many seconds: a WAV header and zeros. */
export function silence(seconds: number): Uint8Array<ArrayBuffer> {
  const rate = 8000
  const size = Math.round(seconds * rate)
  const view = new DataView(new ArrayBuffer(44 + size))
  const write = (at: number, text: string): void =>
    Array.from(text).forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)))
  write(0, 'RIFF')
  view.setUint32(4, 36 + size, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, rate, true)
  view.setUint32(28, rate, true)
  view.setUint16(32, 1, true)
  view.setUint16(34, 8, true)
  write(36, 'data')
  view.setUint32(40, size, true)
  new Uint8Array(view.buffer).fill(128, 44)
  return new Uint8Array(view.buffer)
}
