// Runs one of the workspace's own commands on a machine that has nothing but Node 20 and npm:
// brings the pinned pnpm, installs what the lockfile names (Node 24 among it), then runs
// `workspace:<command>` under that Node. `npm run demo` and `pnpm demo` both come through here.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const { packageManager } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'))
const [command, ...rest] = process.argv.slice(2)

// Ctrl+C reaches the command too, which knows what to do; this process waits for it.
process.on('SIGINT', () => {})

const startedByPnpm = process.env.npm_config_user_agent?.startsWith('pnpm/') ?? false
const pnpm = startedByPnpm ? ['pnpm'] : ['npx', '--yes', '--prefer-offline', packageManager]

run(
  [...pnpm, 'install', '--frozen-lockfile', '--prefer-offline', '--reporter=append-only', '--loglevel=warn'],
  '\nThe installation failed. It needs the npm registry: check the connection, and the proxy if there is one.',
)
run([...pnpm, 'run', '--silent', `workspace:${command}`, ...rest])

function run([program, ...programArguments], hint) {
  const { status, signal, error } = spawnSync(program, programArguments, {
    cwd: root,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (error) console.error(`Failed to start ${program}: ${error.message}. Is npm installed?`)
  if (status === 0) return
  if (hint !== undefined && signal === null) console.error(hint)
  process.exit(status ?? 1)
}
