import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Code, Html, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'

// A comment directly above a block says what is to be done with it:
//
//   <!-- run -->        run it against an emulator of its own; code below the word prepares the emulator
//   <!-- prints -->     above a block that follows: what the block that was run must have printed
//   <!-- fragment -->   it leaves out imports: it finds the names of fragment.ts

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const PAGES = ['README.md', 'docs/**/*.md', 'packages/*/README.md', 'examples/*/README.md']

/** A page of documentation. */
export interface Page {
  /** Relative to the root of the repository. */
  file: string
  text: string
  tree: Root
}

/** A TypeScript block of a page. */
export interface Block {
  file: string
  /** Line of the page on which its code begins. */
  line: number
  code: string
  isFragment: boolean
  /** Present where the block is to be run. */
  run: BlockRun | undefined
}

export interface BlockRun {
  /** Code that the reader does not see; it prepares the `emulator`. */
  setup: string
  /** Line of the page on which that code begins. */
  setupLine: number
  /** What the block must print, where the page shows it. */
  prints: string | undefined
}

export function readPages(): Page[] {
  return globSync(PAGES, { cwd: ROOT, exclude: ['**/node_modules/**', '**/dist/**'] })
    .toSorted()
    .map(file => {
      const text = readFileSync(pathOf(file), 'utf8')
      return { file, text, tree: parse(text) }
    })
}

export function pathOf(file: string): string {
  return join(ROOT, file)
}

export function fileOf(path: string): string {
  return relative(ROOT, path)
}

export function parse(markdown: string): Root {
  return fromMarkdown(markdown, {
    extensions: [gfm(), frontmatter()],
    mdastExtensions: [gfmFromMarkdown(), frontmatterFromMarkdown()],
  })
}

/** The TypeScript blocks of a page, those in lists and quotations too. */
export function blocksOf({ file, tree }: Page): Block[] {
  return siblingLists(tree).flatMap(siblings =>
    siblings.flatMap((node, index) =>
      node.type === 'code' && node.lang === 'ts' ? [readBlock(file, siblings, index)] : [],
    ),
  )
}

function siblingLists(node: Root | RootContent): RootContent[][] {
  if (!('children' in node)) return []
  const children = node.children as RootContent[]
  return [children, ...children.flatMap(siblingLists)]
}

function readBlock(file: string, siblings: readonly RootContent[], index: number): Block {
  const code = siblings[index] as Code
  const comment = readComment(siblings[index - 1])
  return {
    file,
    line: lineOf(code) + 1,
    code: code.value,
    isFragment: comment?.word === 'fragment',
    run:
      comment?.word === 'run'
        ? { setup: comment.rest, setupLine: comment.line + 1, prints: readPrints(siblings.slice(index + 1)) }
        : undefined,
  }
}

/** The first block with a `prints` comment that follows before another block of TypeScript. */
function readPrints(following: readonly RootContent[]): string | undefined {
  for (const [index, node] of following.entries()) {
    if (node.type !== 'code') continue
    if (node.lang === 'ts') return undefined
    if (readComment(following[index - 1])?.word === 'prints') return node.value
  }
  return undefined
}

const COMMENT = /^<!--\s*(run|prints|fragment)\b[^\S\n]*\n?([\s\S]*?)\s*-->$/

function readComment(
  node: RootContent | undefined,
): { word: string; rest: string; line: number } | undefined {
  if (node?.type !== 'html') return undefined
  const match = COMMENT.exec(node.value)
  return match ? { word: match[1] ?? '', rest: match[2] ?? '', line: lineOf(node) } : undefined
}

function lineOf(node: Code | Html): number {
  return node.position?.start.line ?? 0
}
