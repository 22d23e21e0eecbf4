// Writes the reference. `reference.test.ts` says when that is to be done.
import { pathOf } from '../checks/pages.ts'
import { emptyFolder, writeText } from '../site/write-pages.ts'
import { renderReference } from './render-reference.ts'

const folder = pathOf('docs/reference')
const pages = renderReference()

emptyFolder(folder)
for (const [file, text] of pages) writeText(`${folder}/${file}`, text)
