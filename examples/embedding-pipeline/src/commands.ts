import type { LanguageModel } from 'ai'
import { answer } from './answer.ts'
import { count } from './bill.ts'
import { fullCorpus, smallCorpus } from './corpus.ts'
import type { EmbeddingJob } from './embed-chunks.ts'
import { embedTexts } from './embed-texts.ts'
import { depth, evaluate, modes, scoreOf, type Finding } from './evaluate.ts'
import { ingest, type Ingested } from './ingest.ts'
import { progressBar } from './progress-bar.ts'
import { questions } from './questions.ts'
import { createTables } from './schema.ts'
import { search } from './search.ts'
import { batchSize, chunkSize, concurrency } from './settings.ts'

/** All that the commands work with. */
export interface Pipeline extends EmbeddingJob {
  chatModel: LanguageModel
}

/** Passages that an answer is made from. */
const passagesPerAnswer = 6

export async function runIngest(pipeline: Pipeline, { full }: { full: boolean }): Promise<Ingested> {
  console.log('\nIngest')
  const bar = progressBar()
  // The first Ctrl+C lets the requests finish that are under way, since they are paid; a second one ends the process.
  const interruption = new AbortController()
  const interrupt = () => interruption.abort()
  process.once('SIGINT', interrupt)
  try {
    const ingested = await ingest(pipeline, {
      corpus: full ? fullCorpus : smallCorpus,
      chunkSize,
      batchSize,
      concurrency,
      signal: interruption.signal,
      onProgress: bar.show,
    })
    bar.stop()
    console.log(`  ${describeIngested(ingested, pipeline)}`)
    return ingested
  } finally {
    bar.stop()
    process.off('SIGINT', interrupt)
  }
}

function describeIngested(
  { documents, changed, removed, embedded, pending, durationMs }: Ingested,
  { space, ledger }: Pipeline,
): string {
  const { inputTokens } = ledger.totals()
  const seconds = durationMs / 1000
  return [
    `${count(documents, 'document')}: ${changed} new or changed, ${removed} removed`,
    embedded === 0
      ? `no chunk to embed: every text has its vector of ${space.modelId}, ${space.dimensions} numbers`
      : `${count(embedded, 'chunk')} embedded with ${space.modelId}, ${space.dimensions} numbers each`,
    embedded > 0 &&
      `${seconds.toFixed(1)} s: ${count(embedded / seconds, 'chunk')} and ${count(inputTokens / seconds, 'token')} a second`,
    pending > 0 && `interrupted: ${count(pending, 'chunk')} left; run it again to go on`,
  ]
    .filter(line => line !== false)
    .join('\n  ')
}

export async function runAsk(pipeline: Pipeline, question: string): Promise<void> {
  await requireVectors(pipeline)
  const { embeddings } = await embedTexts(pipeline, [question])
  const passages = await search(pipeline.database, {
    question,
    embedding: embeddings[0] ?? [],
    space: pipeline.space,
    limit: passagesPerAnswer,
  })
  const { text, citations, invented } = await answer(pipeline.chatModel, { question, passages })

  console.log(`\nAsk: ${question}\n`)
  console.log(text.replaceAll(/^/gm, '  '))
  console.log(citations.length > 0 ? '\n  Cited:' : '\n  It cites nothing. These passages were found:')
  const shown =
    citations.length > 0 ? citations : passages.map((passage, index) => ({ number: index + 1, passage }))
  for (const { number, passage } of shown) {
    console.log(`  [${number}] ${passage.heading} (${passage.source})`)
  }
  if (invented.length > 0)
    console.log(`  There is no passage ${invented.join(', ')}: do not trust this answer.`)
}

export async function runEvaluate(pipeline: Pipeline): Promise<void> {
  await requireVectors(pipeline)
  const evaluations = await evaluate(pipeline, questions)

  console.log(`\nEvaluate: the place of an expected document among the first ${depth}\n`)
  console.log(`  ${columns(modes)}`)
  for (const { question, findings } of evaluations) {
    console.log(`  ${columns(modes.map(mode => describePlace(findings[mode])))}   ${question}`)
  }
  const scores = modes.map(mode => scoreOf(evaluations, mode))
  console.log(`\n  ${columns(scores.map(({ recall }) => recall.toFixed(2)))}   recall@${depth}`)
  console.log(`  ${columns(scores.map(({ mrr }) => mrr.toFixed(2)))}   MRR`)
}

function columns(texts: readonly string[]): string {
  return texts.map(text => text.padStart(9)).join('')
}

function describePlace({ place }: Finding): string {
  return place === undefined ? '–' : String(place)
}

/** An empty database finds nothing, which is not an answer. */
async function requireVectors({ database, space }: Pipeline): Promise<void> {
  await createTables(database)
  const [row] = await database.query(
    'select from rag.embeddings where model = $1 and dimensions = $2 limit 1',
    [space.modelId, space.dimensions],
  )
  if (row !== undefined) return
  throw new Error(
    `${database.name} has no vectors of ${space.modelId} with ${space.dimensions} numbers. Run “npm run pipeline ingest” first.`,
  )
}
