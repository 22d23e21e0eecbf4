import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { WriteStream } from 'node:tty'
import { afterEach, expect, test, vi } from 'vitest'
import { createScreen, type Screen } from '../src/screen.ts'

afterEach(() => vi.unstubAllEnvs())

/** What a terminal gets to see, under these environment variables and none of whoever runs the tests. */
async function onTerminal(
  environment: Record<string, string>,
  use: (screen: Screen) => void,
): Promise<string> {
  // Node reads this one past the stream.
  vi.stubEnv('FORCE_COLOR', undefined)
  const terminal = Object.assign(new PassThrough(), {
    isTTY: true,
    columns: 80,
    // Node's own reading of NO_COLOR and TERM.
    getColorDepth: () => WriteStream.prototype.getColorDepth(environment),
  })
  const seen = text(terminal)
  const stream = terminal as unknown as NodeJS.WriteStream
  use(createScreen(stream, stream))
  terminal.end()
  return seen
}

test('reasoning is dim, changes are red and green, and the answer stands apart', async () => {
  const seen = await onTerminal({ TERM: 'xterm-256color' }, screen => {
    screen.thought('Hm.')
    screen.diff('a.txt', ['-one', '+two'])
    screen.answer('Done.')
    screen.aside('1 call')
  })
  expect(seen).toContain('\u001b[2mHm.\u001b[22m\n')
  expect(seen).toContain('\u001b[31m  -one\n\u001b[39m')
  expect(seen).toContain('\u001b[32m  +two\n\u001b[39m')
  expect(seen).toContain('\nDone.\n\n')
})

test('NO_COLOR is kept to', async () => {
  const seen = await onTerminal({ TERM: 'xterm-256color', NO_COLOR: '1' }, screen => {
    screen.thought('Hm.')
    screen.diff('a.txt', ['-one', '+two'])
    screen.alert('No.')
  })
  expect(seen).toBe('Hm.\n  a.txt\n  -one\n  +two\nNo.\n')
})
