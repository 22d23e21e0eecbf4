import { dirname, join, normalize, relative } from 'node:path'
import type { Link } from 'mdast'
import { visit } from 'unist-util-visit'
import type { Page } from '../checks/pages.ts'

/** Where pages and files of the repository stand in another place: on the site, or in the package. */
export type PageSet = ReadonlyMap<string, string>

/** The text of a page for another place: its links lead to where things are there; to what is not there, none does. */
export function moveText(page: Page, set: PageSet): string {
  const edits: { start: number; end: number; text: string }[] = []
  visit(page.tree, 'link', link => {
    const start = link.position?.start.offset ?? 0
    const end = link.position?.end.offset ?? 0
    const text = moveLink(page, set, link)
    if (text !== undefined) edits.push({ start, end, text })
  })
  let text = page.text
  for (const edit of edits.toReversed()) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
  return text
}

/** A link as it is written elsewhere; `undefined` where it may stay. */
function moveLink(page: Page, set: PageSet, link: Link): string | undefined {
  const { url, children } = link
  if (/^[a-z]+:/.test(url) || url.startsWith('#')) return undefined
  const [path = '', anchor] = url.split('#')
  const label = page.text.slice(
    children[0]?.position?.start.offset ?? 0,
    children.at(-1)?.position?.end.offset ?? 0,
  )
  const target = set.get(normalize(join(dirname(page.file), path)))
  if (target === undefined) return label
  const from = dirname(set.get(page.file) ?? '')
  return `[${label}](${relative(from, target)}${anchor === undefined ? '' : `#${anchor}`})`
}
