import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readPages } from '../checks/pages.ts'
import { moveText, type PageSet } from './page-set.ts'

/** Writes pages into a folder, each for the place where it stands there; their links may lead to all of the set. */
export function writePages(folder: string, pages: PageSet, set: PageSet = pages): void {
  for (const page of readPages()) {
    const target = pages.get(page.file)
    if (target !== undefined) writeText(join(folder, target), moveText(page, set))
  }
}

export function emptyFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

export function writeText(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
