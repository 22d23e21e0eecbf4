import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PACKAGE_FOLDER = fileURLToPath(new URL('../..', import.meta.url))

/** Runs Node with these arguments in a process of its own and gives what it writes. */
export async function runInFreshProcess(nodeArguments: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [...nodeArguments], {
    cwd: PACKAGE_FOLDER,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { promise: exited, resolve, reject } = Promise.withResolvers<number | null>()
  child.once('error', reject)
  child.once('close', resolve)
  const [output, complaints, exitCode] = await Promise.all([
    collectText(child.stdout),
    collectText(child.stderr),
    exited,
  ])
  if (exitCode === 0) return output
  throw new Error(`node ended with ${exitCode}: ${complaints.trim().split('\n').at(-1) ?? ''}`)
}

async function collectText(stream: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of stream) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}
