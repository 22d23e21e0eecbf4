import { styleText } from 'node:util'
import yoctoSpinner from 'yocto-spinner'

type Style = Parameters<typeof styleText>[0]

/** Where the agent shows what it does: the answer goes to one stream, so that it can be piped, the rest to the other. */
export interface Screen {
  /** A piece of the answer. */
  answer(text: string): void
  /** A piece of the reasoning. */
  thought(text: string): void
  /** A tool is called. */
  call(toolName: string, input: unknown): void
  /** What a tool gave back, in a few words. */
  result(text: string, style?: 'dim' | 'red'): void
  diff(path: string, lines: readonly string[]): void
  /** Facts about the work rather than the work itself. */
  aside(text: string): void
  /** Something to look at: a warning, or what went wrong. */
  alert(text: string, style?: 'yellow' | 'red'): void
  /** Something takes a while. Shown on a terminal alone, until anything else is. */
  busy(text: string): void
  /** Nothing is under way any more. */
  idle(): void
}

const diffStyles: Record<string, Style> = { '+': 'green', '-': 'red', '@': 'cyan' }

/** Looks at each stream, and at NO_COLOR, to decide whether to use colour. */
export function createScreen(output: NodeJS.WriteStream, details: NodeJS.WriteStream): Screen {
  // The spinner is not to end the process at Ctrl+C: that aborts the answer.
  const spinner = details.isTTY ? yoctoSpinner({ stream: details, handleSignals: false }) : undefined
  process.once('exit', () => spinner?.stop())
  /** The stream whose last line is not ended. */
  let open: NodeJS.WriteStream | undefined
  let voice: 'answer' | 'thought' | 'line' = 'line'

  const idle = () => {
    spinner?.stop()
    open?.write('\n')
    open = undefined
  }
  /** Ends what was said in another voice. Where both streams are one terminal, the answer stands apart. */
  const begin = (other: typeof voice) => {
    if (other === voice) return
    idle()
    if (output.isTTY && details.isTTY && [voice, other].includes('answer')) details.write('\n')
    voice = other
  }
  const speak = (stream: NodeJS.WriteStream, text: string, style: Style) => {
    spinner?.stop()
    stream.write(styleText(style, visible(text), { stream }))
    open = text.endsWith('\n') ? undefined : stream
  }
  const line = (text: string, style: Style = 'none') => {
    begin('line')
    idle()
    speak(details, `${text}\n`, style)
  }

  return {
    answer(text) {
      begin('answer')
      speak(output, text, 'none')
    },
    thought(text) {
      begin('thought')
      speak(details, text, 'dim')
    },
    call: (toolName, input) => line(`● ${toolName} ${compact(input)}`, 'bold'),
    result: (text, style = 'dim') => line(`  ${text}`, style),
    diff(path, lines) {
      line(`  ${path}`, 'bold')
      for (const text of lines) line(`  ${text}`, diffStyles[text.charAt(0)])
    },
    aside: text => line(text, 'dim'),
    alert: (text, style = 'yellow') => line(text, style),
    busy(text) {
      if (spinner === undefined) return
      idle()
      spinner.start(text)
    },
    idle,
  }
}

/** `path: "src/main.ts", fromLine: 3`, with long values cut. */
function compact(input: unknown): string {
  if (typeof input !== 'object' || input === null) return JSON.stringify(input) ?? ''
  return Object.entries(input)
    .map(([name, value]) => `${name}: ${cut(JSON.stringify(value) ?? '')}`)
    .join(', ')
}

function cut(text: string, length = 80): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}

/**
 * Text without what would command a terminal, or turn the order of what is read: files and pages may hold such
 * characters, and a diff must show what it does.
 */
function visible(text: string): string {
  return text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- these are what it is about
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    character =>
      character === '\r' ? '' : `<U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}
