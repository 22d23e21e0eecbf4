import { relative } from 'node:path'
import { readPages } from '../checks/pages.ts'
import { costOf } from './costs.ts'
import { findSection } from './find-guide.ts'
import { OPTION_PAGES, type OptionGroup, type OptionPage } from './pages.ts'
import { readDocstring } from './read-docstring.ts'
import { readExamples } from './read-examples.ts'
import { createOptionReader, type Option } from './read-options.ts'

const NOTE = `<!-- Written by \`pnpm --filter docs reference\` out of the types of the provider: change docstrings there, costs and
examples in docs/options. -->`

/** Options that change how a call is made, and are no field of a request. */
const UNSENT: ReadonlySet<string> = new Set([
  'route',
  'routing',
  'pollIntervalMs',
  'pollTimeoutMs',
  'extraBody',
  'maxImagesPerCall',
])

/** The pages of the reference, by their files. */
export function renderReference(): Map<string, string> {
  const reader = createOptionReader()
  const guides = new Map(readPages().map(page => [page.file, page]))

  const renderPage = (page: OptionPage) => {
    const examples = readExamples(page.name)
    const groups = page.groups.map(group => {
      const options = reader.read(group).map(option => renderOption(option, { page, group, examples }))
      return `## ${group.title}\n\nWritten as \`${group.place.replace('%', '{ … }')}\`. Type: \`${group.type}\`.\n\n${options.join('\n\n')}`
    })
    return `# ${page.title}\n\n${NOTE}\n\n${page.about}\n\n${groups.join('\n\n')}\n`
  }

  const linkToGuide = ({ guide }: OptionGroup, path: string) => {
    const page = guides.get(guide)
    const section = page && findSection(page, path)
    if (section === undefined) throw new Error(`${guide} does not speak of ${path}.`)
    return `[${section.title}](${relative('docs/reference', guide)}#${section.anchor})`
  }

  const renderOption = (option: Option, place: Place) => {
    const path = `${place.group.prefix ?? ''}${option.path}`
    const example = place.examples.get(path)
    if (example === undefined) throw new Error(`docs/options/examples has no example of ${path}.`)
    const { meaning, sentAs, byDefault } = readDocstring(option.docstring)
    const facts = [
      `Type: \`${option.type}\`${option.isRequired ? ', required' : ''}`,
      `Default: ${byDefault ?? (option.isRequired ? 'none' : 'not set')}`,
      ...sentAsOf(option, place.group, sentAs),
      `Cost: ${costOf(place.page.name, path)}`,
      `Example: \`${place.group.place.replace('%', example)}\``,
      `Guide: ${linkToGuide(place.group, option.path)}`,
    ]
    return `### \`${path}\`\n\n${meaning}\n\n${facts.map(fact => `- ${fact}`).join('\n')}`
  }

  return new Map([
    ...OPTION_PAGES.map(page => [`${page.name}.md`, renderPage(page)] as const),
    ['README.md', renderIndex(reader.read)] as const,
  ])
}

interface Place {
  page: OptionPage
  group: OptionGroup
  examples: ReadonlyMap<string, string>
}

// What holds other options has a name of its own in the request.
const WORDS: Readonly<Record<string, string>> = {
  webSearch: 'web_search',
  promptCaching: 'prompt_caching',
  cacheControl: 'cache_control',
}

function sentAsOf(option: Option, { isSent, prefix }: OptionGroup, sentAs: string | undefined): string[] {
  if (!isSent || UNSENT.has(option.path)) return []
  const field = `${prefix ?? ''}${option.path}`.replace(/^\w+/, word => WORDS[word] ?? word)
  return [`Request: ${sentAs ?? `field \`${field}\``}`]
}

function renderIndex(read: (group: OptionGroup) => Option[]): string {
  const rows = OPTION_PAGES.map(({ name, title, about, groups }) => {
    const count = groups.flatMap(read).length
    return `- [${title}](${name}.md), ${count} options. ${about}`
  })
  return `# Reference

${NOTE}

Every option of every kind of model, tool and question: what it does, its type and default, the field that NanoGPT gets, what
it costs besides the call, an example, and the guide that says more. The pages are written out of the types of the package.

${rows.join('\n')}

"Not set" means that nothing is sent, and NanoGPT or the model decides. Prices are those of NanoGPT's documents of autumn 2026;
its website has the last word.
`
}
