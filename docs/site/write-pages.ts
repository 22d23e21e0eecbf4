import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
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

/** Removes the pages of a folder that are not among those. */
export function removeOtherPages(folder: string, kept: readonly string[]): void {
  for (const file of globSync('**/*.md', { cwd: folder })) {
    if (!kept.includes(file)) rmSync(join(folder, file))
  }
}

/** Somebody may be packing or serving the folder at the same time: a file is there whole, or not yet. */
export function writeText(path: string, text: string): void {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, text)
  renameSync(draft, path)
}
