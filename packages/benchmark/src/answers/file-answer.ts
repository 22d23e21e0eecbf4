import { inReads } from './in-reads.ts'

/** How an answer brings a file: in its JSON, behind an address in its JSON, or as its body. */
export type FileForm = 'base64' | 'url' | 'bytes'

export type FileKind = 'image' | 'speech'

/** An answer with a file, and the file itself. */
export interface FileAnswer {
  file: Uint8Array
  form: FileForm
  /** What crosses the network. */
  wireBytes: number
  fetch: typeof fetch
}

const ADDRESS = 'https://files.benchmark.invalid/made.bin?signature=1'

const TYPES = {
  image: { mediaType: 'image/png', beginning: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  speech: { mediaType: 'audio/mpeg', beginning: [0xff, 0xfb, 0x90, 0x64] },
} as const

/** Makes up a file of any length: its first bytes are those of its type, the others look compressed. */
export function fileAnswer(options: { kind: FileKind; form: FileForm; byteCount: number }): FileAnswer {
  const { kind, form, byteCount } = options
  const { mediaType, beginning } = TYPES[kind]
  const file = noise(byteCount)
  file.set(beginning)
  const json = new TextEncoder().encode(
    JSON.stringify({
      created: 1_763_600_000,
      data: [form === 'base64' ? { b64_json: Buffer.from(file).toString('base64') } : { url: ADDRESS }],
      cost: 0.04,
      paymentSource: 'USD',
    }),
  )
  const answers = {
    json: () => respond(json, 'application/json'),
    file: () => respond(file, mediaType),
  }
  const wireBytes = { base64: json.length, url: json.length + file.length, bytes: file.length }[form]
  return {
    file,
    form,
    wireBytes,
    fetch: input => Promise.resolve(form === 'bytes' || isAddress(input) ? answers.file() : answers.json()),
  }
}

function isAddress(input: string | URL | Request): boolean {
  return (input instanceof Request ? input.url : String(input)) === ADDRESS
}

function respond(body: Uint8Array, mediaType: string): Response {
  return new Response(inReads(body), {
    headers: { 'content-type': mediaType, 'content-length': String(body.length) },
  })
}

/** Bytes that repeat no pattern, always the same ones. */
function noise(byteCount: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(byteCount / 4))
  let state = 0x9e_37_79_b9
  for (let index = 0; index < words.length; index += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[index] = state
  }
  return new Uint8Array(words.buffer, 0, byteCount)
}
