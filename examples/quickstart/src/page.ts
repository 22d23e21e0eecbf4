import { inspect, styleText } from 'node:util'
import { WordWrap, type Margins } from './word-wrap.ts'

/** A stream to print to, such as `process.stdout`. */
export type Paper = NodeJS.WritableStream & { columns?: number }

/** How a paragraph looks: its margins, and its colour on a terminal. */
interface Voice extends Margins {
  style: Parameters<typeof styleText>[0]
}

// Reasoning has a bar as well as a colour: in a file there is no colour to tell it from the answer.
const voices = {
  title: { first: '', rest: '', style: 'bold' },
  heading: { first: '', rest: '   ', style: ['bold', 'cyan'] },
  answer: { first: '   ', rest: '   ', style: 'none' },
  thought: { first: '   │ ', rest: '   │ ', style: 'dim' },
  line: { first: '   ', rest: '     ', style: 'none' },
  aside: { first: '   ', rest: '   ', style: 'dim' },
  error: { first: '   ', rest: '   ', style: 'red' },
} as const satisfies Record<string, Voice>

type VoiceName = keyof typeof voices

interface Paragraph {
  voice: VoiceName
  wrap: WordWrap
}

/** Where there is no window to fit into. Terminals that do not know their width say 0. */
const usualWidth = 80
/** Longer lines are tiring to read, however wide the window is. */
const greatestWidth = 96

/** Prints the tour: wrapped, and in colour where the stream is a terminal that wants it. */
export class Page {
  readonly #paper: Paper
  #open: Paragraph | undefined
  #last: VoiceName | undefined

  constructor(paper: Paper) {
    this.#paper = paper
  }

  /** Adds a piece to the paragraph being written; another voice begins another paragraph. */
  write(text: string, voice: 'answer' | 'thought' = 'answer'): void {
    if (text === '') return
    const { wrap } = this.#open?.voice === voice ? this.#open : this.#begin(voice)
    this.#print(wrap.push(text), voice)
  }

  /** A line of its own, with a value shown as `console.log` would show it. */
  line(text: string, value?: unknown): void {
    const shown = value === undefined ? '' : ` ${inspect(value, { breakLength: Infinity, compact: true })}`
    this.#paragraph('line', text + shown)
  }

  /** A file that was written. Its path stays in one piece, whatever is in it, so that it can be copied. */
  file(label: string, path: string): void {
    const { wrap } = this.#begin('line')
    this.#print(wrap.push(`${label}: `) + wrap.pushWord(path), 'line')
    this.#close()
  }

  title(text: string): void {
    this.#paragraph('title', text)
  }

  heading(text: string): void {
    this.#paragraph('heading', text)
  }

  /** Facts about the tour rather than the tour itself. */
  aside(text: string): void {
    this.#paragraph('aside', text)
  }

  error(text: string): void {
    this.#paragraph('error', text)
  }

  #paragraph(voice: VoiceName, text: string): void {
    this.#print(this.#begin(voice).wrap.push(text), voice)
    this.#close()
  }

  #begin(voice: VoiceName): Paragraph {
    this.#close()
    // What a heading is about stands right below it; otherwise a change of voice is a new paragraph.
    if (this.#last !== undefined && this.#last !== 'heading' && this.#last !== voice) this.#paper.write('\n')
    this.#last = voice
    const width = Math.min(this.#paper.columns || usualWidth, greatestWidth)
    this.#open = { voice, wrap: new WordWrap(width, voices[voice]) }
    return this.#open
  }

  #close(): void {
    if (this.#open === undefined) return
    this.#print(this.#open.wrap.end(), this.#open.voice)
    this.#open = undefined
    this.#paper.write('\n')
  }

  #print(text: string, voice: VoiceName): void {
    if (text === '') return
    const { style } = voices[voice]
    // Looks at the stream and at NO_COLOR by itself.
    this.#paper.write(style === 'none' ? text : styleText(style, text, { stream: this.#paper }))
  }
}
