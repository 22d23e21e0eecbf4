import { readPages } from '../checks/pages.ts'
import type { PageSet } from './page-set.ts'

const PROVIDER = 'packages/ai-sdk-provider'
const guides = readPages()
  .map(({ file }) => file)
  .filter(file => file.startsWith('docs/'))

/** Every guide and the README of every package, as addresses of the site. A README is the index of its folder. */
export const ON_THE_SITE: PageSet = new Map([
  ...guides.map(file => [file, file.replace('docs/', '').replace('README.md', 'index.md')] as const),
  [`${PROVIDER}/README.md`, 'provider.md'],
  ['packages/emulator/README.md', 'emulator.md'],
])

/** The guides beside the README of the package that is published, and what stands there too. */
export const IN_THE_PACKAGE: PageSet = new Map([
  ...guides.map(file => [file, file] as const),
  [`${PROVIDER}/README.md`, 'README.md'],
])
