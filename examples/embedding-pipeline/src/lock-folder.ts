import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/**
 * Keeps other processes out of the folder of an embedded database, which PGlite does not: two processes that write
 * it destroy it. The lock of a process that was killed does not count.
 *
 * @returns what gives the folder back.
 * @throws when another process has it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const parent = dirname(resolve(folder))
  const lockOf = (id: number) => join(parent, `${basename(folder)}.${id}.lock`)
  const unlock = () => rm(lockOf(process.pid), { force: true })
  await mkdir(parent, { recursive: true })
  // Each has a lock of its own, made before it looks for others: of two that begin together at least one sees the
  // other, and nobody takes a lock away from somebody who is quicker.
  await writeFile(lockOf(process.pid), '')
  for (const name of await readdir(parent)) {
    const owner = Number(/\.(\d+)\.lock$/.exec(name)?.[1])
    if (join(parent, name) !== lockOf(owner) || owner === process.pid) continue
    if (isRunning(owner)) {
      await unlock()
      throw new Error(
        `The process ${owner} is using the embedded database in ${folder}, and only one can. ` +
          'Wait for it, or set DATABASE_URL to a Postgres server, which many can use.',
      )
    }
    await rm(join(parent, name), { force: true })
  }
  return unlock
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    // Somebody else's process is one, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
