import type { Database } from './database.ts'
import { embedTexts, type Embedder } from './embed-texts.ts'
import type { ExpectedSources } from './questions.ts'
import { search, type SearchMode } from './search.ts'

/** How many documents deep an evaluation looks. */
export const depth = 5

/** How one way of searching did with one question. */
export interface Finding {
  /** The share of the expected sources among the first documents. */
  recall: number
  /** Where the first expected source stands, from 1 on; `undefined` where it is not among the first. */
  place: number | undefined
}

export interface Evaluation {
  question: string
  findings: Record<SearchMode, Finding>
}

/** Means over all questions. */
export interface Score {
  recall: number
  /** Mean reciprocal rank: 1 where an expected source always comes first, ½ where always second. */
  mrr: number
}

export const modes = ['meaning', 'words', 'hybrid'] as const satisfies readonly SearchMode[]

/** Asks each question in each way, and compares what is found with what should be. */
export async function evaluate(
  { database, ...embedder }: Embedder & { database: Database },
  questions: readonly ExpectedSources[],
): Promise<Evaluation[]> {
  const { embeddings } = await embedTexts(
    embedder,
    questions.map(({ question }) => question),
  )
  const evaluations: Evaluation[] = []
  for (const [index, { question, sources }] of questions.entries()) {
    const find = async (mode: SearchMode) => {
      const embedding = embeddings[index] ?? []
      const passages = await search(database, { question, embedding, space: embedder.space, limit: 20, mode })
      return compare(
        passages.map(({ source }) => source),
        sources,
      )
    }
    const findings = {
      meaning: await find('meaning'),
      words: await find('words'),
      hybrid: await find('hybrid'),
    }
    evaluations.push({ question, findings })
  }
  return evaluations
}

/** Several passages of one document count as one. */
export function compare(found: readonly string[], expected: readonly string[]): Finding {
  const documents = [...new Set(found)].slice(0, depth)
  const index = documents.findIndex(source => expected.includes(source))
  return {
    recall: expected.filter(source => documents.includes(source)).length / expected.length,
    place: index === -1 ? undefined : index + 1,
  }
}

export function scoreOf(evaluations: readonly Evaluation[], mode: SearchMode): Score {
  const findings = evaluations.map(evaluation => evaluation.findings[mode])
  const mean = (read: (finding: Finding) => number) =>
    findings.reduce((total, finding) => total + read(finding), 0) / findings.length
  return {
    recall: mean(({ recall }) => recall),
    mrr: mean(({ place }) => (place === undefined ? 0 : 1 / place)),
  }
}
