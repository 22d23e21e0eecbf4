import type { Search } from '../reading/read-search.ts'
import { keywords } from './words.ts'

/** A source, and where the text refers to it. */
export interface Citation {
  type: 'url_citation'
  url_citation: { url: string; title: string; content: string; start_index: number; end_index: number }
}

const hosts = ['encyclopedia.example', 'news.example', 'journal.example']

/**
 * A text with sources. No document says how citations come back on chat completions; this is the form of
 * OpenAI's annotations.
 */
export function withSources(
  text: string,
  question: string,
  search: Search,
): { text: string; annotations: Citation[] } {
  const topic = keywords(question).slice(0, 4)
  const slug = topic.join('-') || 'question'
  const annotations: Citation[] = []
  let cited = `${text} From the web (${search.provider}, ${search.depth}):`
  for (const [index, host] of hosts.entries()) {
    const url = `https://${host}/${encodeURIComponent(slug)}`
    const title = `${topic.join(' ') || 'Question'} (${host})`
    const reference = `[${index + 1}]`
    cited += ` ${title} ${reference}`
    annotations.push({
      type: 'url_citation',
      url_citation: {
        url,
        title,
        content: `What ${host} says about ${topic.join(', ') || 'this'}.`,
        start_index: cited.length - reference.length,
        end_index: cited.length,
      },
    })
  }
  return { text: cited, annotations }
}
