import { glob, readFile, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A text of the corpus. */
export interface SourceDocument {
  /** Its address in the corpus, such as `ai/03-ai-sdk-core/30-embeddings.mdx`. */
  source: string
  title: string
  /** Markdown, without the front matter. */
  text: string
}

/** A folder of documents. */
export interface CorpusFolder {
  /** What the sources in it begin with. */
  name: string
  path: string
  pattern: string
}

// Both packages bring documents along, wherever they are installed: the provider stands in this repository, and the AI
// SDK ships its documentation (Apache-2.0) for coding agents to read.
const repository = fileURLToPath(new URL('../../../', import.meta.resolve('@nanogpt/ai-sdk-provider')))
const aiDocs = fileURLToPath(new URL('../docs', import.meta.resolve('ai')))

const guides: CorpusFolder = { name: 'nanogpt', path: join(repository, 'docs'), pattern: '*.md' }

/** Some seventy documents, embedded in seconds. */
export const smallCorpus: readonly CorpusFolder[] = [
  guides,
  ...['03-ai-sdk-core', '03-agents', '06-advanced'].map(folder => ({
    name: `ai/${folder}`,
    path: join(aiDocs, folder),
    pattern: '*.mdx',
  })),
]

/** All of it: more than three hundred documents. */
export const fullCorpus: readonly CorpusFolder[] = [
  guides,
  { name: 'packages', path: join(repository, 'packages'), pattern: '*/README.md' },
  { name: 'examples', path: join(repository, 'examples'), pattern: '*/README.md' },
  { name: 'ai', path: aiDocs, pattern: '**/*.mdx' },
]

/**
 * Reads a folder, one document at a time.
 *
 * @throws when it is not there: without documents all that was paid for them would be forgotten.
 */
export async function* readFolder({ name, path, pattern }: CorpusFolder): AsyncGenerator<SourceDocument> {
  const info = await stat(path).catch(() => undefined)
  if (!info?.isDirectory()) throw new Error(`There is no folder ${path} for the documents of “${name}”.`)
  for await (const file of glob(pattern, { cwd: path })) {
    const source = `${name}/${file.replaceAll(sep, '/')}`
    yield readDocument(source, await readFile(join(path, file), 'utf8'))
  }
}

function readDocument(source: string, file: string): SourceDocument {
  const { frontMatter = '', text = file } =
    /^---\r?\n(?<frontMatter>.*?)\r?\n---\r?\n(?<text>.*)$/s.exec(file)?.groups ?? {}
  const title =
    /^title: *['"]?(.+?)['"]? *$/m.exec(frontMatter)?.[1] ?? /^# +(.+)$/m.exec(text)?.[1] ?? source
  return { source, title, text }
}
