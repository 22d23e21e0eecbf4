import { createServer } from 'node:net'

/** Why the chat cannot be served there; undefined where it can. */
export async function portRefusal(host: string, port: string): Promise<string | undefined> {
  const number = Number(port)
  if (!/^\d+$/.test(port) || number < 1 || number > 65_535) {
    return `PORT must be a whole number from 1 to 65535, not '${port}'.`
  }
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', ({ code, message }: NodeJS.ErrnoException) => {
      resolve(code === 'EADDRINUSE' ? `Port ${port} is already in use.` : `${message}.`)
    })
    server.listen(number, host, () => server.close(() => resolve(undefined)))
  })
}
