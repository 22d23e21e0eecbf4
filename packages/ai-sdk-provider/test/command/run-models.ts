import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** The command as it is published. */
const COMMAND = fileURLToPath(new URL('../../dist/nanogpt-models.js', import.meta.url))

export interface Ended {
  code: number | null
  output: string
  errors: string
}

/**
 * Runs `nanogpt-models` in a process of its own, whose output is read by a program.
 *
 * @param output where it goes instead: the descriptor of a file.
 */
export async function runModels(
  argv: readonly string[],
  environment: Record<string, string> = {},
  output: number | 'pipe' = 'pipe',
): Promise<Ended> {
  const {
    NANOGPT_API_KEY: _key,
    NANO_GPT_API_KEY: _other,
    NANOGPT_BASE_URL: _url,
    ...inherited
  } = process.env
  const child = spawn(process.execPath, [COMMAND, ...argv], {
    env: { ...inherited, ...environment },
    stdio: ['ignore', output, 'pipe'],
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  const [printed, errors] = await Promise.all(
    [child.stdout, child.stderr].map(stream => stream && text(stream)),
  )
  return { code: await ended, output: printed ?? '', errors: errors ?? '' }
}
