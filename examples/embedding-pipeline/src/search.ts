import type { Database } from './database.ts'
import type { EmbeddingSpace } from './settings.ts'

/** A chunk that was found. */
export interface Passage {
  source: string
  heading: string
  content: string
  /** The higher, the better; comparable within one search only. */
  score: number
}

/** `hybrid` is both of the others, fused. */
export type SearchMode = 'meaning' | 'words' | 'hybrid'

export interface Search {
  question: string
  /** The vector of the question, of the same space as those of the chunks. */
  embedding: readonly number[]
  space: EmbeddingSpace
  /** How many passages. */
  limit: number
  /** Default `hybrid`. */
  mode?: SearchMode
}

/** How many candidates each way of searching brings. */
const candidates = 40

/**
 * Reciprocal rank fusion: a passage gets 1 / (60 + place) from each list that it is in. Distances and text ranks
 * cannot be compared with each other, places can. 60 is the constant of the paper (Cormack et al., 2009); it keeps the
 * first place of one list from outvoting a good place in both.
 */
function fusion({ dimensions }: EmbeddingSpace): string {
  return `
    with by_meaning as (
      select hash, row_number() over (order by distance, hash) as place from (
        select hash, embedding::vector(${dimensions}) <=> $1::vector(${dimensions}) as distance
        from rag.embeddings where model = $2 and dimensions = $3
        order by distance limit $5
      ) as nearest
      where $6 <> 'words'
    ),
    question as (
      -- Any of the words, not all of them: a question has words that its answer has not.
      select replace(plainto_tsquery('english', $4)::text, '&', '|')::tsquery as words
    ),
    by_words as (
      select hash, row_number() over (order by rank desc, hash) as place from (
        select hash, max(ts_rank(chunks.words, question.words)) as rank
        from rag.chunks, question where chunks.words @@ question.words
        group by hash order by rank desc, hash limit $5
      ) as ranked
      where $6 <> 'meaning'
    ),
    fused as (
      select hash, sum(1.0 / (60 + place)) as score
      from (select * from by_meaning union all select * from by_words) as lists
      group by hash order by score desc, hash limit $7
    )
    select source, heading, content, score::float8 as score
    from fused
    -- The same text may stand in several documents; the first one is enough.
    cross join lateral (
      select source, heading, content from rag.chunks where chunks.hash = fused.hash
      order by source, position limit 1
    ) as passage
    order by score desc, hash`
}

/** The passages nearest to a question, the best first. */
export async function search(
  database: Database,
  { question, embedding, space, limit, mode = 'hybrid' }: Search,
): Promise<Passage[]> {
  return database.transaction(async transaction => {
    // The index is approximate: it finds what it comes across, and this is how far it looks. The default is 40.
    await transaction.query("select set_config('hnsw.ef_search', '100', true)")
    return transaction.query<Passage>(fusion(space), [
      JSON.stringify(embedding),
      space.modelId,
      space.dimensions,
      question,
      candidates,
      mode,
      limit,
    ])
  })
}
