import { fillSchema, type RequestSchema } from './fill-schema.ts'
import { readOffer } from './offer.ts'
import type { Page } from './read-page.ts'

/** A value for a schema, from a query and from what was found: a field named `url` gets the address of the first page. */
export function fillAnswer(
  schema: RequestSchema,
  { query, pages }: { query: string; pages: readonly Page[] },
  seed: number,
): unknown {
  const [first] = pages
  const found = first && {
    url: first.url,
    source: first.url,
    title: first.title,
    summary: first.text[0],
    publishedDate: first.publishedDate,
    date: first.publishedDate,
  }
  const offer = readOffer({
    question: query,
    instructions: '',
    earlierQuestions: [],
    attachments: [],
    toolResults: [{ name: 'web_search', content: JSON.stringify(found ?? {}) }],
  })
  return fillSchema(schema, offer, seed)
}
