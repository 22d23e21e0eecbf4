import type { LanguageModelV4Citation, LanguageModelV4Source } from '@ai-sdk/provider'
import { asCount, asFilledText, asList, asRecord, firstDefined, type JsonRecord } from '../wire/json.ts'

type UrlSource = Extract<LanguageModelV4Source, { sourceType: 'url' }>

/** Sources of an answer: every page once, and which text it supports where the server tells. */
export class SourceReader {
  private readonly sources = new Map<string, UrlSource>()
  private readonly emit: (source: LanguageModelV4Source) => void
  private readonly generateId: () => string
  private citations: LanguageModelV4Citation[] = []
  private readonly cited = new Set<string>()

  constructor(emit: (source: LanguageModelV4Source) => void, generateId: () => string) {
    this.emit = emit
    this.generateId = generateId
  }

  /**
   * Reads the lists in which gateways put sources: their form is not documented (API sheet §29.1). Results
   * have titles that bare citations lack, so they come first.
   */
  push({
    annotations,
    citations,
    search_results: searchResults,
    sources,
    web_search: webSearch,
  }: JsonRecord): void {
    if (searchResults !== undefined) this.readPages(searchResults)
    if (sources !== undefined) this.readPages(sources)
    if (webSearch !== undefined) this.readPages(webSearch)
    if (annotations !== undefined) this.readAnnotations(annotations)
    if (citations !== undefined) this.readCitations(citations)
  }

  /** The citations since the last time, for the text block that ends. */
  takeCitations(): LanguageModelV4Citation[] {
    const taken = this.citations
    this.citations = []
    return taken
  }

  private readAnnotations(annotations: unknown): void {
    for (const annotation of asList(annotations)) this.readAnnotation(annotation)
  }

  private readPages(pages: unknown): void {
    for (const page of asList(pages)) this.readPage(page)
  }

  private readCitations(citations: unknown): void {
    for (const citation of asList(citations)) {
      const source = this.readPage(citation)
      if (source) this.cite({ source })
    }
  }

  private readAnnotation(annotation: unknown): void {
    const record = asRecord(annotation)
    const citation = asRecord(record?.url_citation) ?? record
    if (citation === undefined) return
    const source = this.readPage(citation)
    if (source === undefined) return
    const startIndex = asCount(citation.start_index)
    const endIndex = asCount(citation.end_index)
    const hasRange = startIndex !== undefined && endIndex !== undefined && endIndex > startIndex
    const citedText = asFilledText(citation.content) ?? asFilledText(citation.cited_text)
    this.cite({
      source,
      ...(hasRange && { startIndex, endIndex }),
      ...(citedText !== undefined && { citedText }),
    })
  }

  /** Chunks repeat what earlier ones cited, and a last message all of it. */
  private cite(citation: LanguageModelV4Citation): void {
    const { source, startIndex, endIndex, citedText } = citation
    const key = JSON.stringify([source.id, startIndex, endIndex, citedText])
    // A bare citation adds nothing to one that says what it supports.
    const isBare = startIndex === undefined && citedText === undefined
    if (this.cited.has(key) || (isBare && this.cited.has(source.id))) return
    this.cited.add(key).add(source.id)
    this.citations.push(citation)
  }

  /** A page is a URL, or a record with one. */
  private readPage(page: unknown): UrlSource | undefined {
    const record = asRecord(page) ?? {}
    const url = asFilledText(page) ?? asFilledText(record.url) ?? asFilledText(record.link)
    if (url === undefined || !URL.canParse(url)) return undefined
    const known = this.sources.get(url)
    if (known) return known

    const title = firstDefined(asFilledText(record.title), asFilledText(record.name))
    const source: UrlSource = {
      type: 'source',
      sourceType: 'url',
      id: this.generateId(),
      url,
      ...(title !== undefined && { title }),
    }
    this.sources.set(url, source)
    this.emit(source)
    return source
  }
}
