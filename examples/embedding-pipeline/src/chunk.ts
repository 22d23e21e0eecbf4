import { createHash } from 'node:crypto'
import { MarkdownTextSplitter } from '@langchain/textsplitters'
import type { SourceDocument } from './corpus.ts'

/** A piece of a document that is small enough to be found for what it says. */
export interface Chunk {
  /** Where it stands in its document. */
  position: number
  /** The title of the document and the headings above, such as `Embeddings › Many values`. */
  heading: string
  content: string
  /** Of everything that is embedded: another text, another hash. */
  hash: string
}

/** A chunk alone often does not say what it is about; its headings do. */
export function textToEmbed({ heading, content }: Pick<Chunk, 'heading' | 'content'>): string {
  return `${heading}\n\n${content}`
}

/** Cuts a document where Markdown may be cut: at headings, then between paragraphs, then anywhere. */
export async function chunkDocument(document: SourceDocument, chunkSize: number): Promise<Chunk[]> {
  const { title } = document
  // One line end for all: with another one, as Windows has it, no paragraph would be found, and the hash would differ.
  const text = document.text.replaceAll('\r\n', '\n')
  const splitter = new MarkdownTextSplitter({ chunkSize, chunkOverlap: 0 })
  const pieces = await splitter.createDocuments([text])
  const headings = headingsByLine(text)
  return pieces
    .filter(({ pageContent }) => /\p{L}/u.test(pageContent))
    .map(({ pageContent: content, metadata }, position) => {
      const firstLine: number = metadata['loc'].lines.from
      const heading = [title, ...(headings[firstLine - 1] ?? [])].join(' › ')
      return { position, heading, content, hash: sha256(textToEmbed({ heading, content })) }
    })
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The headings above each line; the first one is left out, since it is the title. */
function headingsByLine(text: string): string[][] {
  let path: string[] = []
  let isCode = false
  return text.split('\n').map(line => {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode
    const [, marks = '', words = ''] = (!isCode && /^(#{2,6}) +(.+?) *$/.exec(line)) || []
    if (marks !== '') path = [...path.slice(0, marks.length - 2), words]
    return path
  })
}
