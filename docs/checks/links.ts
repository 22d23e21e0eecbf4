import type { Root } from 'mdast'
import { visit } from 'unist-util-visit'

/** The links of a page to other pages, or to itself. */
export function linksOf(tree: Root): string[] {
  const links: string[] = []
  visit(tree, 'link', ({ url }) => {
    if (!/^[a-z]+:/.test(url)) links.push(url)
  })
  return links
}
