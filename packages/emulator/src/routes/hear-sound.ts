import { hash } from '../engine/random.ts'
import { detectLanguage } from '../engine/detect-language.ts'
import { unseenSeconds } from '../engine/sound-length.ts'
import { timeTranscript, type Transcript } from '../engine/time-transcript.ts'
import { writeTranscript } from '../engine/write-transcript.ts'
import type { EmulatorContext } from '../env.ts'
import { soundFacts } from '../media/sound-facts.ts'
import type { TranscribeRequest, TranscriptionRequest } from '../reading/read-transcription.ts'
import { checkSound, unsupportedSound } from '../reading/read-sound-source.ts'
import type { UploadedSound } from '../reading/read-sound-form.ts'
import { followSigned, isOwn } from './files.ts'
import { digestOf } from './make-speech.ts'

type Request = Pick<TranscriptionRequest | TranscribeRequest, 'model' | 'source' | 'param' | 'language'>

/** A recording and what is said in it. */
export interface Heard extends Transcript {
  fileName: string
  /** Bytes; unknown of what is only an address. */
  fileSize?: number
}

function nameOf(url: URL): string {
  const name = url.pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}

/** What is said: what we said ourselves, or made-up sentences of the right length. */
function transcribe(
  heard: { seconds: number; key: string; spoken?: string | undefined },
  request: Request,
  seed: number,
): Transcript {
  const text = heard.spoken ?? writeTranscript(heard.seconds, seed + hash(heard.key))
  return timeTranscript(text, request.language ?? detectLanguage(text), heard.seconds)
}

async function hearUpload(
  context: EmulatorContext,
  request: Request,
  { name, bytes }: UploadedSound,
): Promise<Heard> {
  const { spokenTexts, options } = context.env.state
  const { seconds } = checkSound(await soundFacts(bytes), request.param, request.model)
  const key = await digestOf(bytes)
  const heard = { seconds: Math.round(seconds * 1000) / 1000, key, spoken: spokenTexts.find(key) }
  return { ...transcribe(heard, request, options.seed), fileName: name, fileSize: bytes.length }
}

/** A file of ours is read; any other address is not followed, and only its text says how long it is. */
async function hearUrl(context: EmulatorContext, request: Request, url: URL): Promise<Heard> {
  const fileName = nameOf(url)
  if (!isOwn(context, url)) {
    const heard = { seconds: unseenSeconds(url.href), key: url.href }
    return { ...transcribe(heard, request, context.env.state.options.seed), fileName }
  }
  const file = followSigned(context, url)
  if (file === undefined) throw unsupportedSound(request.param, 'The file at this URL could not be fetched.')
  return hearUpload(context, request, { name: fileName, bytes: new Uint8Array(file.bytes) })
}

/** Listens to the recording of a request. */
export function hearSound(context: EmulatorContext, request: Request): Promise<Heard> {
  const { source } = request
  return 'url' in source ? hearUrl(context, request, source.url) : hearUpload(context, request, source.upload)
}
