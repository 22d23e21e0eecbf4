import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import GithubSlugger from 'github-slugger'
import type { Root } from 'mdast'
import { toString } from 'mdast-util-to-string'
import { visit } from 'unist-util-visit'
import { expect, test } from 'vitest'
import { SECTIONS } from '../site/sections.ts'
import { ON_THE_SITE } from '../site/where-pages-go.ts'
import { linksOf } from './links.ts'
import { pathOf, readPages } from './pages.ts'

const pages = readPages()
const anchors = new Map(pages.map(({ file, tree }) => [file, anchorsOf(tree)]))

test.each(pages)('$file links to what exists', ({ file, tree }) => {
  expect(linksOf(tree).filter(link => !leadsSomewhere(file, link))).toEqual([])
})

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

test('every page of the site and of the package is in its margin, once', () => {
  const listed = SECTIONS.flatMap(section => section.pages)
  expect(listed.toSorted()).toEqual([...ON_THE_SITE.keys()].toSorted())
})
