// Starts the chat: the live API where there is a key, otherwise an emulator beside it. `--dev` reloads as you edit.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EMULATOR_API_KEY } from '@nanogpt/emulator'
import { serveEmulator } from '@nanogpt/emulator/server'
import { portRefusal } from './server/port-refusal.ts'

const folder = fileURLToPath(new URL('.', import.meta.url))
if (existsSync(`${folder}.env.local`)) process.loadEnvFile(`${folder}.env.local`)

const { NANOGPT_API_KEY, NANO_GPT_API_KEY, HOST = 'localhost', PORT = '3000' } = process.env
const hasKey = [NANOGPT_API_KEY, NANO_GPT_API_KEY].some(key => key !== undefined && key.trim() !== '')

const refusal = await portRefusal(HOST, PORT)
if (refusal !== undefined) {
  console.error(`error: ${refusal} PORT=3001 in the environment takes another port.`)
  process.exit(1)
}

// Slow enough to see the words arrive.
const emulator = hasKey ? undefined : await serveEmulator({ pace: { firstFrame: 400, frame: 30 } })
const command = process.argv.includes('--dev') ? 'dev' : 'start'
const next = spawn(
  process.execPath,
  [fileURLToPath(import.meta.resolve('next/dist/bin/next')), command, '--hostname', HOST, '--port', PORT],
  {
    cwd: folder,
    stdio: 'inherit',
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      ...(emulator && {
        NANOGPT_API_KEY: EMULATOR_API_KEY,
        NANOGPT_BASE_URL: `${emulator.url}/api/v1`,
        NANOGPT_CHAT_EMULATED: '1',
      }),
    },
  },
)
console.log(
  emulator
    ? `The emulator answers, since NANOGPT_API_KEY is not set: nothing is charged, and the words are computed.`
    : `Live: NanoGPT answers, and charges the key in NANOGPT_API_KEY.`,
)
console.log(`\n  Open http://${HOST}:${PORT}   (elsewhere: HOST and PORT in the environment)\n`)

// Ctrl+C reaches Next.js by itself; a signal from elsewhere has to be handed on.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => next.kill('SIGTERM'))
next.on('exit', async code => {
  await emulator?.close()
  process.exit(code ?? 0)
})
