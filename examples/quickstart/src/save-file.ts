import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const folder = new URL('../output/', import.meta.url)

/** Writes what a stop made into the folder `output` of this example, and resolves to the path. */
export async function saveFile(
  name: string,
  content: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<string> {
  const file = new URL(name, folder)
  await mkdir(folder, { recursive: true })
  await writeFile(file, content)
  return fileURLToPath(file)
}
