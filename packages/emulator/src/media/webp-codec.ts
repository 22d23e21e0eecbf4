import type * as decoding from '@jsquash/webp/decode.js'
import type * as encoding from '@jsquash/webp/encode.js'

/** Reads a file of an installed package, on runtimes that have a file system. */
function readPackageFile(path: string): Uint8Array<ArrayBuffer> | undefined {
  const builtin = globalThis.process?.getBuiltinModule
  if (builtin === undefined) return undefined
  return new Uint8Array(
    builtin('fs').readFileSync(
      builtin('module')
        .createRequire(import.meta.url)
        .resolve(path),
    ),
  )
}

type Encode = typeof encoding.default
type Decode = typeof decoding.default

async function loadEncoder(): Promise<Encode | undefined> {
  const wasm = readPackageFile('@jsquash/webp/codec/enc/webp_enc_simd.wasm')
  if (wasm === undefined) return undefined
  const { default: encode, init } = await import('@jsquash/webp/encode.js')
  await init(await WebAssembly.compile(wasm))
  return encode
}

async function loadDecoder(): Promise<Decode | undefined> {
  const wasm = readPackageFile('@jsquash/webp/codec/dec/webp_dec.wasm')
  if (wasm === undefined) return undefined
  const { default: decode, init } = await import('@jsquash/webp/decode.js')
  await init(await WebAssembly.compile(wasm))
  return decode
}

let encoder: Promise<Encode | undefined> | undefined
let decoder: Promise<Decode | undefined> | undefined

/** The WebP encoder; `undefined` where the runtime cannot load it. Half a megabyte, so only when needed. */
export function webpEncoder(): Promise<Encode | undefined> {
  encoder ??= loadEncoder()
  return encoder
}

export function webpDecoder(): Promise<Decode | undefined> {
  decoder ??= loadDecoder()
  return decoder
}
