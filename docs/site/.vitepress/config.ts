import { slug } from 'github-slugger'
import { defineConfig } from 'vitepress'
import { readPages } from '../../checks/pages.ts'
import { titleOf } from '../llms-txt.ts'
import { SECTIONS } from '../sections.ts'
import { ON_THE_SITE } from '../where-pages-go.ts'

const titles = new Map(readPages().map(page => [page.file, titleOf(page)]))

export default defineConfig({
  title: 'NanoGPT for the AI SDK',
  description: 'Guides, recipes and a reference of every option',
  lang: 'en-GB',
  srcDir: '../dist/pages',
  // What is served as it is: llms.txt, and each page as Markdown.
  srcExclude: ['public/**'],
  outDir: '../dist/site',
  cacheDir: '../node_modules/.vitepress',
  cleanUrls: true,
  // No icon, instead of a question for one.
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // The anchors of GitHub, so that a link works on the site as it does in the repository.
  markdown: { anchor: { slugify: slug } },
  themeConfig: {
    outline: [2, 3],
    search: { provider: 'local' },
    sidebar: SECTIONS.map(({ title, pages }) => ({
      text: title,
      items: pages.map(file => ({ text: titles.get(file) ?? file, link: addressOf(file) })),
    })),
  },
})

function addressOf(file: string): string {
  return `/${ON_THE_SITE.get(file) ?? ''}`.replace(/(index)?\.md$/, '')
}
