// Writes the reference. `reference.test.ts` says when that is to be done.
import { pathOf } from '../checks/pages.ts'
import { removeOtherPages, writeText } from '../site/write-pages.ts'
import { renderReference } from './render-reference.ts'

const folder = pathOf('docs/reference')
const pages = renderReference()

removeOtherPages(folder, [...pages.keys()])
for (const [file, text] of pages) writeText(`${folder}/${file}`, text)
