import GithubSlugger from 'github-slugger'
import { toString } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import type { Page } from '../checks/pages.ts'

export interface Section {
  title: string
  anchor: string
}

/**
 * The section of a guide that names an option in its text: by its whole name if it can, else together with the option that it
 * is in, else that one's section, else by the last part of the name.
 */
export function findSection(page: Page, path: string): Section | undefined {
  const parts = path.split('.')
  const last = parts.at(-1) ?? path
  const around = parts.slice(-2)
  const sections = namesBySection(page)
  const wishes = [[path], around, parts.slice(0, 1), [last]]
  return wishes
    .map(wish => sections.find(({ names }) => wish.every(name => names.has(name)))?.section)
    .find(section => section !== undefined)
}

const found = new Map<string, { section: Section; names: Set<string> }[]>()

function namesBySection(page: Page): { section: Section; names: Set<string> }[] {
  const known = found.get(page.file)
  if (known) return known
  const slugger = new GithubSlugger()
  const sections: { section: Section; names: Set<string> }[] = []
  visit(page.tree, node => {
    if (node.type === 'heading') {
      const title = toString(node)
      sections.push({ section: { title, anchor: slugger.slug(title) }, names: new Set() })
    }
    if (node.type !== 'inlineCode') return
    const names = sections.at(-1)?.names
    for (const name of node.value.match(/[\w.]+/g) ?? []) {
      names?.add(name)
      for (const part of name.split('.')) names?.add(part)
    }
  })
  found.set(page.file, sections)
  return sections
}
