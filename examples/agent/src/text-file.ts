import { readFile, stat } from 'node:fs/promises'

/** Larger files are data rather than text. */
const MAX_BYTES = 2_000_000

/**
 * The text of a file, byte for byte: line endings and byte order mark stay.
 *
 * @throws Error, in words for a model, where there is no file, or it is no text.
 */
export async function readText(file: string, path: string): Promise<string> {
  const info = await stat(file).catch(() => undefined)
  if (info === undefined) throw new Error(`There is no file ${path}. listFiles shows what there is.`)
  if (!info.isFile()) throw new Error(`${path} is no file. listFiles shows the files in it.`)
  if (info.size > MAX_BYTES) throw new Error(`${path} has ${info.size} bytes, more than ${MAX_BYTES}.`)
  const text = decode(await readFile(file))
  if (text === undefined) throw new Error(`${path} is no text in UTF-8.`)
  return text
}

function decode(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}
