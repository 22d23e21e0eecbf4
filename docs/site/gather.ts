// Writes the pages of the site where VitePress reads them.
import { pathOf } from '../checks/pages.ts'
import { writeLlmsTxt } from './llms-txt.ts'
import { ON_THE_SITE } from './where-pages-go.ts'
import { removeOtherPages, writePages, writeText } from './write-pages.ts'

const folder = pathOf('docs/dist/pages')

const pages = [...ON_THE_SITE.values()]

removeOtherPages(folder, [...pages, ...pages.map(page => `public/${page}`)])
writePages(folder, ON_THE_SITE)
writeText(`${folder}/public/llms.txt`, writeLlmsTxt(ON_THE_SITE))
// Agents read Markdown: the site has each page in both forms.
writePages(`${folder}/public`, ON_THE_SITE)
