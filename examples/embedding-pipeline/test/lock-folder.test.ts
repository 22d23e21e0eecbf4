import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { newFolder } from './run-pipeline.ts'

const module = new URL('../src/lock-folder.ts', import.meta.url).href
const nobody = 999_999_999

/** A process that locks the folder at that time, and keeps it until it is killed. */
function startOwner(folder: string, time: number) {
  const code = `
    const { lockFolder } = await import(${JSON.stringify(module)})
    while (Date.now() < ${time});
    console.log(await lockFolder(${JSON.stringify(folder)}).then(() => 'locked', () => 'refused'))
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return { child, word: once(child.stdout, 'data').then(String) }
}

test('of processes that find the lock of a dead one, no two get the folder', async () => {
  const root = await newFolder()
  for (let round = 0; round < 4; round += 1) {
    const folder = join(root, `database-${round}`)
    await writeFile(`${folder}.lock`, String(nobody))
    await writeFile(`${folder}.${nobody}.lock`, '')
    const time = Date.now() + 1000
    const owners = Array.from({ length: 5 }, () => startOwner(folder, time))
    const words = await Promise.all(owners.map(({ word }) => word))
    expect(words.filter(word => word.trim() === 'locked').length).toBeLessThanOrEqual(1)
    for (const { child } of owners) child.kill('SIGKILL')
    await Promise.all(owners.map(({ child }) => once(child, 'exit')))
    // All are dead, and so are their locks.
    const last = startOwner(folder, 0)
    expect((await last.word).trim()).toBe('locked')
    last.child.kill('SIGKILL')
  }
  await rm(root, { recursive: true })
}, 60_000)
