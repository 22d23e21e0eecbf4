// Puts the guides and llms.txt into the package that is published; its `prepack` runs this.
import { pathOf } from '../checks/pages.ts'
import { writeLlmsTxt } from './llms-txt.ts'
import { IN_THE_PACKAGE } from './where-pages-go.ts'
import { removeOtherPages, writePages, writeText } from './write-pages.ts'

const folder = pathOf('packages/ai-sdk-provider')
const guides = new Map([...IN_THE_PACKAGE].filter(([file]) => file.startsWith('docs/')))

removeOtherPages(
  `${folder}/docs`,
  [...guides.values()].map(file => file.replace('docs/', '')),
)
writePages(folder, guides, IN_THE_PACKAGE)
writeText(`${folder}/llms.txt`, writeLlmsTxt(IN_THE_PACKAGE))
