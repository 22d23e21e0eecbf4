import { InvalidArgumentError } from '@ai-sdk/provider'
import type { JsonRecord } from '../wire/json.ts'
import type { AudioFile } from './audio-file.ts'
import type { Route } from './transcription-route.ts'

interface Upload {
  field: string
  path: string
  /** Documented in whole mebibytes (API sheet §15). */
  maxMebibytes: number
  /** What the limit is of. */
  measured: 'body' | 'file'
}

const UPLOADS: Readonly<Record<Route, Upload>> = {
  transcriptions: { field: 'file', path: '/audio/transcriptions', maxMebibytes: 4, measured: 'body' },
  transcribe: { field: 'audio', path: '/transcribe', maxMebibytes: 3, measured: 'file' },
}

const MEBIBYTE = 1024 * 1024

/**
 * The fields and the file as a form.
 *
 * @throws InvalidArgumentError for more bytes than the endpoint takes.
 */
export async function prepareForm(request: {
  route: Route
  fields: JsonRecord
  file: AudioFile
}): Promise<FormData> {
  const { route, fields, file } = request
  const upload = UPLOADS[route]
  // Not even made where the file alone is too much.
  checkSize(file.bytes.length, upload)
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) appendField(form, name, value)
  form.append(upload.field, new Blob([new Uint8Array(file.bytes)], { type: file.mediaType }), file.name)
  if (upload.measured === 'body') checkSize(await sizeOf(form), upload)
  return form
}

/** Forms know texts only: a boolean is `true` or `false`, a list is a field for each of its items. */
function appendField(form: FormData, name: string, value: unknown): void {
  if (value === null) return
  if (Array.isArray(value)) {
    for (const item of value) appendField(form, `${name}[]`, item)
    return
  }
  form.append(name, typeof value === 'object' ? JSON.stringify(value) : String(value))
}

async function sizeOf(form: FormData): Promise<number> {
  return (await new Response(form).arrayBuffer()).byteLength
}

function checkSize(bytes: number, { path, maxMebibytes, measured }: Upload): void {
  if (bytes <= maxMebibytes * MEBIBYTE) return
  const size = measured === 'body' ? 'The request would have' : 'The audio has'
  throw new InvalidArgumentError({
    argument: 'audio',
    message: `${size} ${bytes} bytes, and ${path} takes ${maxMebibytes * MEBIBYTE} (${maxMebibytes} MiB). Pass a URL that NanoGPT can fetch (audio: new URL('https://…')), or compress or shorten the audio.`,
  })
}
