import { createHash } from 'node:crypto'
import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import replaceFile from 'write-file-atomic'
import { structuredPatch } from 'diff'
import type { Folder } from './folder.ts'
import { readText } from './text-file.ts'

/** What a model wants to change. */
export type WantedChange =
  | { toolName: 'editFile'; input: { path: string; find: string; replace: string } }
  | { toolName: 'writeFile'; input: { path: string; content: string } }

/** A change that is possible, and not yet made. */
export interface Change {
  /** As the model wrote it. */
  path: string
  /** Where the file really is. */
  file: string
  /** Absent for a new file. */
  before: string | undefined
  after: string
}

/** The texts of files after changes that have been approved and not made yet. */
export type ApprovedTexts = ReadonlyMap<string, string>

/**
 * What a change would do.
 *
 * @throws Error, in words for a model, where it is not possible.
 */
export async function planChange(
  folder: Folder,
  { toolName, input }: WantedChange,
  approved: ApprovedTexts = new Map(),
): Promise<Change> {
  const { path } = input
  const file = await folder.locate(path)
  const inMemory = approved.get(file)
  if (toolName === 'editFile') {
    const before = inMemory ?? (await readText(file, path))
    return { path, file, before, after: replaceOnce(before, input) }
  }
  const exists = inMemory !== undefined || (await stat(file).catch(() => undefined)) !== undefined
  if (exists) throw new Error(`${path} exists already. Change it with editFile.`)
  return { path, file, before: undefined, after: input.content }
}

function replaceOnce(text: string, input: { path: string; find: string; replace: string }): string {
  // Models write \n, whatever the file has.
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n'
  const [find, replace] = [input.find, input.replace].map(part => part.replaceAll(/\r?\n/g, lineEnd))
  if (!find || replace === undefined) throw new Error('find must not be empty.')
  if (find === replace) throw new Error('find and replace are the same: nothing would change.')
  const [before, after, ...others] = text.split(find)
  if (before === undefined || after === undefined) {
    throw new Error(`${input.path} does not have this text. Read the file, and copy the text exactly.`)
  }
  if (others.length > 0) {
    throw new Error(
      `${input.path} has this text ${others.length + 1} times. Take more of the lines around it.`,
    )
  }
  return before + replace + after
}

/** Makes a change: whole or not at all. */
export async function makeChange({ file, before, after }: Change): Promise<void> {
  if (before !== undefined) return replaceFile(file, after)
  await mkdir(dirname(file), { recursive: true })
  // `wx` writes over nothing, and through no link.
  await writeFile(file, after, { flag: 'wx' })
}

/** Tells whether a file is still as it was. */
export function fingerprint({ before }: Change): string {
  return before === undefined ? 'new' : createHash('sha256').update(before).digest('hex')
}

/** The lines of a diff, each with its sign: ` `, `+`, `-`, and `@` for where it is. */
export function diffLines({ path, before = '', after }: Change): string[] {
  const { hunks } = structuredPatch(path, path, before, after, '', '', { context: 2 })
  return hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines }) => [
    `@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`,
    ...lines,
  ])
}
