import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Keeps other processes out of the folder of an embedded database, which PGlite does not: two processes that write
 * it destroy it. The lock of a process that was killed does not count.
 *
 * @returns what gives the folder back.
 * @throws when another process has it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = `${folder}.lock`
  await mkdir(dirname(file), { recursive: true })
  const owner = Number(await readFile(file, 'utf8').catch(() => ''))
  if (owner > 0 && owner !== process.pid && isRunning(owner)) {
    throw new Error(
      `The process ${owner} is using the embedded database in ${folder}, and only one can. ` +
        'Wait for it, or set DATABASE_URL to a Postgres server, which many can use.',
    )
  }
  await rm(file, { force: true })
  // Fails where another process was quicker.
  await writeFile(file, String(process.pid), { flag: 'wx' })
  return () => rm(file, { force: true })
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch (error) {
    // Somebody else's process is one, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
