import { once } from 'node:events'
import { createInterface } from 'node:readline/promises'

/** Somebody who can be asked: a person at a terminal, or the lines of a pipe. */
export interface Keyboard {
  /** @returns `undefined` when there is nobody any more. @throws the signal's reason when it is aborted. */
  ask(question: string, signal: AbortSignal): Promise<string | undefined>
  /** Lets the process end. */
  close(): void
}

/** @param output takes the questions: not the one for answers, which may be a file. */
export function openKeyboard(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Keyboard {
  return input.isTTY ? openTerminal(input, output) : openPipe(input, output)
}

/** Reads lines only while it asks: Ctrl+C is a signal in between. */
function openTerminal(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Keyboard {
  let history: string[] = []
  return {
    async ask(question, signal) {
      const lines = createInterface({ input, output, history })
      lines.on('SIGINT', () => process.emit('SIGINT'))
      lines.on('history', kept => (history = kept))
      const end = once(lines, 'close').then(() => undefined)
      try {
        return await Promise.race([lines.question(question, { signal }), end])
      } catch (error) {
        output.write('\n')
        throw error
      } finally {
        lines.close()
      }
    },
    close() {},
  }
}

/** Lines that arrive before they are asked for are kept. */
function openPipe(input: NodeJS.ReadStream, output: NodeJS.WriteStream): Keyboard {
  let reader: ReturnType<typeof createInterface> | undefined
  let lines: AsyncIterator<string> | undefined
  return {
    async ask(question, signal) {
      signal.throwIfAborted()
      reader ??= createInterface({ input })
      lines ??= reader[Symbol.asyncIterator]()
      output.write(question)
      const aborted = once(signal, 'abort').then(() => signal.throwIfAborted())
      const next = await Promise.race([lines.next(), aborted])
      const line = next === undefined || next.done === true ? undefined : next.value
      output.write(`${line ?? ''}\n`)
      return line
    },
    close() {
      reader?.close()
    },
  }
}
