import { tool } from 'ai'
import { RE2JS } from 're2js'
import { z } from 'zod'
import type { Folder } from './folder.ts'
import { readText } from './text-file.ts'

const MAX_FILES = 500
const MAX_LINES = 400
const MAX_CHARACTERS = 40_000
const MAX_MATCHES = 100
const MAX_LINE_LENGTH = 500

const folderInput = z
  .string()
  .optional()
  .describe('Only below this folder, such as "src". Default: everything.')

/** Tools that look and change nothing. What they give back is limited, and says where something is missing. */
export function makeReadingTools(folder: Folder) {
  return {
    listFiles: tool({
      description: 'Lists the files, without those that Git ignores.',
      inputSchema: z.object({ folder: folderInput }),
      async execute({ folder: below }) {
        const { files, note } = await listBelow(folder, below)
        return { files: files.slice(0, MAX_FILES), omitted: Math.max(0, files.length - MAX_FILES), ...note }
      },
    }),

    readFile: tool({
      description: `Reads a text file, up to ${MAX_LINES} lines at once. Lines are shown with their numbers, which are not part of the file.`,
      inputSchema: z.object({
        path: z.string().describe('Relative to the folder, such as "src/main.ts".'),
        fromLine: z.number().optional().describe('The first line to read. Default: 1.'),
        lines: z.number().optional().describe('How many lines to read.'),
      }),
      async execute({ path, fromLine, lines }) {
        const text = await readText(await folder.locate(path), path)
        return { path, ...takeLines(text, { fromLine, lines }) }
      },
      toModelOutput: ({ output }) => ({ type: 'text', value: numberLines(output) }),
    }),

    searchFiles: tool({
      description:
        'Searches the files line by line for a text or a regular expression (RE2 syntax) and returns the lines that match. Capital letters count only where the pattern has some.',
      inputSchema: z.object({
        pattern: z.string().min(1),
        kind: z.enum(['text', 'regex']).optional().describe('Default: text.'),
        folder: folderInput,
      }),
      async execute({ pattern, kind, folder: below }, { abortSignal }) {
        const { files, note } = await listBelow(folder, below)
        const expression = compile(pattern, kind)
        const matches: { path: string; line: number; text: string }[] = []
        for (const path of files) {
          abortSignal?.throwIfAborted()
          matches.push(...(await searchFile(folder, path, expression)))
          if (matches.length > MAX_MATCHES) break
        }
        const hasMore = matches.length > MAX_MATCHES
        return { matches: matches.slice(0, MAX_MATCHES), hasMore, ...note }
      },
    }),
  }
}

/** Models guess names of folders. The whole list, and a word on it, saves them a call. */
async function listBelow(folder: Folder, below = '.'): Promise<{ files: string[]; note?: { note: string } }> {
  const files = await folder.list()
  const prefix = below.replace(/^(?:\.?\/)+|^\.$|\/+$/g, '')
  const chosen = files.filter(path => prefix === '' || path.startsWith(`${prefix}/`))
  if (chosen.length > 0 || prefix === '') return { files: chosen }
  return { files, note: { note: `There are no files in "${below}", so this is about all files.` } }
}

interface Excerpt {
  fromLine: number
  toLine: number
  totalLines: number
  text: string
}

function takeLines(
  text: string,
  wanted: { fromLine?: number | undefined; lines?: number | undefined },
): Excerpt {
  const all = text.replace(/\r?\n$/, '').split(/\r?\n/)
  const fromLine = Math.max(1, Math.trunc(wanted.fromLine ?? 1))
  if (fromLine > all.length)
    throw new Error(`The file has ${all.length} lines; line ${fromLine} is behind its end.`)
  const count = Math.min(MAX_LINES, Math.max(1, Math.trunc(wanted.lines ?? MAX_LINES)))
  const lines = all.slice(fromLine - 1, fromLine - 1 + count).map(shorten)
  // Whole lines only, and at least one.
  let characters = 0
  const fitting = lines.findIndex(line => (characters += line.length + 1) > MAX_CHARACTERS)
  const taken = fitting < 0 ? lines : lines.slice(0, Math.max(1, fitting))
  return { fromLine, toLine: fromLine + taken.length - 1, totalLines: all.length, text: taken.join('\n') }
}

function numberLines({ path, fromLine, toLine, totalLines, text }: Excerpt & { path: string }): string {
  const width = String(toLine).length
  const lines = text.split('\n').map((line, index) => `${String(fromLine + index).padStart(width)}│${line}`)
  const rest = toLine < totalLines ? `\n(Read on with fromLine ${toLine + 1}.)` : ''
  return `${path}, lines ${fromLine} to ${toLine} of ${totalLines}:\n${lines.join('\n')}${rest}`
}

function shorten(line: string): string {
  const rest = line.length - MAX_LINE_LENGTH
  return rest > 0 ? `${line.slice(0, MAX_LINE_LENGTH)} … (${rest} more characters)` : line
}

/** RE2 takes linear time for any pattern: a model cannot hang the program with one. */
function compile(pattern: string, kind: 'text' | 'regex' = 'text'): RE2JS {
  const hasCapitals = /\p{Lu}/u.test(pattern.replaceAll(/\\./g, ''))
  return RE2JS.compile(
    kind === 'text' ? RE2JS.quote(pattern) : pattern,
    hasCapitals ? 0 : RE2JS.CASE_INSENSITIVE,
  )
}

async function searchFile(folder: Folder, path: string, expression: RE2JS) {
  // What is no text has nothing to find.
  const text = await folder
    .locate(path)
    .then(file => readText(file, path))
    .catch(() => '')
  return text
    .split(/\r?\n/)
    .flatMap((line, index) =>
      expression.matcher(line).find() ? [{ path, line: index + 1, text: shorten(line.trim()) }] : [],
    )
}
