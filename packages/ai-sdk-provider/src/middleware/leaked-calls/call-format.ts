import type { CallCollector } from './call-collector.ts'
import type { Reading, TextReader } from './text-reader.ts'

/** What a format reads from, and where it puts what it finds. */
export interface Parsing {
  reader: TextReader
  calls: CallCollector
}

/** A way in which models write tool calls. */
export interface CallFormat {
  name: LeakedCallFormat
  /** How it begins. */
  starts: readonly string[]
  /** Its beginning could be any markup: it counts only where nothing stands before it on its line. */
  isWeak?: boolean
  /**
   * Reads what follows the beginning, and gives up at the first token that does not fit.
   *
   * @returns where the call, or the group of calls, ends; `undefined` where it is none. Calls within a group that
   *   were complete before stay with the collector.
   */
  read: (parsing: Parsing, start: string) => Reading<number | undefined>
}

/** The name of a format in which a call was leaked. */
export type LeakedCallFormat =
  | 'dsml'
  | 'invoke'
  | 'tool-call'
  | 'function'
  | 'kimi'
  | 'deepseek'
  | 'use-tool'
  | 'tool-tag'
