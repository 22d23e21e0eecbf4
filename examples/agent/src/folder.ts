import { lstat, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { globby, isGitIgnored } from 'globby'

/** A folder of files that cannot be left. */
export interface Folder {
  /** Its real path. */
  readonly root: string
  /** The paths of all files that are not hidden, sorted. */
  list(): Promise<string[]>
  /**
   * Where a file is, or would be, with all symbolic links resolved.
   *
   * @throws Error for what lies outside, what is hidden, and links that lead nowhere.
   */
  locate(path: string): Promise<string>
}

/**
 * @param ownFile a file of ours that may lie in it, and is none of its files.
 * @throws Error when it is no folder.
 */
export async function openFolder(path: string, ownFile?: string): Promise<Folder> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isDirectory()) throw new Error(`There is no folder ${path}. Name another one with --folder.`)
  const root = await realpath(path)
  const isIgnored = await isGitIgnored({ cwd: await findRepository(root) })
  const own = ownFile && (await resolveLinks(resolve(ownFile)))
  const isHidden = (inside: string) => isSecret(inside) || resolve(root, inside) === own

  return {
    root,
    async list() {
      const paths = await globby('**', {
        cwd: root,
        dot: true,
        gitignore: true,
        followSymbolicLinks: false,
        // Hidden anyway, and large: not even looked at.
        ignore: ['**/.git', '**/node_modules'],
      })
      return paths.filter(file => !isHidden(file)).toSorted()
    },
    async locate(wanted) {
      const file = await resolveLinks(resolve(root, wanted))
      const inside = relative(root, file).split(sep).join('/')
      if (inside === '..' || inside.startsWith('../') || isAbsolute(inside)) {
        throw new Error(`${wanted} is outside the folder. Only files in it can be read and changed.`)
      }
      if (inside === '') throw new Error(`${wanted} is the folder itself, not a file.`)
      if (isHidden(inside) || isIgnored(file)) {
        throw new Error(`${wanted} is hidden, by .gitignore or because it holds secrets. Do without it.`)
      }
      return file
    },
  }
}

/** What no model has to see, whether Git ignores it or not. */
function isSecret(path: string): boolean {
  return path.split('/').some(name => /^(?:\.git|node_modules|\.env(?!\.example$)(?:\..*)?)$/i.test(name))
}

/** The repository that a folder is a part of, whose `.gitignore` counts in it too; the folder itself where there is none. */
async function findRepository(root: string): Promise<string> {
  for (let folder = root; ; folder = dirname(folder)) {
    if ((await stat(join(folder, '.git')).catch(() => undefined)) !== undefined) return folder
    if (folder === dirname(folder)) return root
  }
}

/** The real path of what exists, and of what would be made in it. */
async function resolveLinks(path: string): Promise<string> {
  const info = await lstat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  // A link that leads nowhere is no missing file: writing to it would make a file elsewhere.
  if (info === undefined) return join(await resolveLinks(dirname(path)), basename(path))
  return realpath(path).catch(() => {
    throw new Error(`${basename(path)} is a link that leads nowhere.`)
  })
}
