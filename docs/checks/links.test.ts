import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import GithubSlugger from 'github-slugger'
import type { Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { pathOf, readPages } from './pages.ts'

const pages = readPages()
const anchors = new Map(pages.map(({ file, tree }) => [file, anchorsOf(tree)]))

test.each(pages)('$file links to what exists', ({ file, tree }) => {
  expect(linksOf(tree).filter(link => !leadsSomewhere(file, link))).toEqual([])
})

function linksOf(tree: Root): string[] {
  const links: string[] = []
  visit(tree, 'link', ({ url }) => {
    if (!/^[a-z]+:/.test(url)) links.push(url)
  })
  return links
}

/** The anchors that GitHub gives to headings. */
function anchorsOf(tree: Root): Set<string> {
  const slugger = new GithubSlugger()
  const slugs = new Set<string>()
  visit(tree, 'heading', heading => {
    slugs.add(slugger.slug(toString(heading)))
  })
  return slugs
}

function leadsSomewhere(from: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const file = path === '' ? from : normalize(join(dirname(from), path))
  if (!existsSync(pathOf(file))) return false
  return anchor === undefined || (anchors.get(file)?.has(anchor) ?? false)
}
