import { toString } from 'mdast-util-to-string'
import { readPages, type Page } from '../checks/pages.ts'
import type { PageSet } from './page-set.ts'
import { SECTIONS } from './sections.ts'

const HEAD = `# NanoGPT for the AI SDK

> \`@nanogpt/ai-sdk-provider\` lets an application written with the AI SDK 7 use the models of NanoGPT. These pages are
> its guides; the code in them is compiled and run by tests. The types of the package have a docstring for every option.
`

/** What a coding agent should read, and where it stands: the form of https://llmstxt.org. */
export function writeLlmsTxt(set: PageSet): string {
  const pages = new Map(readPages().map(page => [page.file, page]))
  const sections = SECTIONS.map(({ title, pages: files }) => {
    const lines = files.flatMap(file => {
      const page = pages.get(file)
      const target = set.get(file)
      return page && target ? [`- [${titleOf(page)}](${target}): ${summaryOf(page)}`] : []
    })
    return `## ${title}\n\n${lines.join('\n')}\n`
  })
  return [HEAD, ...sections].join('\n')
}

export function titleOf({ file, tree }: Page): string {
  const heading = tree.children.find(node => node.type === 'heading')
  if (heading === undefined) throw new Error(`${file} has no title.`)
  return toString(heading)
}

/** The first sentence of a page. */
export function summaryOf({ file, tree }: Page): string {
  const paragraph = tree.children.find(node => node.type === 'paragraph')
  if (paragraph === undefined) throw new Error(`${file} does not say what it is about.`)
  const text = toString(paragraph).replaceAll(/\s+/g, ' ')
  return /^.*?[.:?!](?=\s|$)/.exec(text)?.[0].replace(/:$/, '.') ?? text
}
