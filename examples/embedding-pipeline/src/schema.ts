import type { Database } from './database.ts'
import type { EmbeddingSpace } from './settings.ts'

/**
 * Chunks belong to documents; vectors belong to texts, by the hash of the text, the model and the length. So a text
 * that stands twice is paid once, a text that changes is another one, and two models can be compared side by side.
 */
const tables = [
  'create schema if not exists rag',
  `create table if not exists rag.documents (
    source text primary key,
    title text not null,
    fingerprint text not null
  )`,
  `create table if not exists rag.chunks (
    source text not null references rag.documents on delete cascade,
    position integer not null,
    heading text not null,
    content text not null,
    hash text not null,
    words tsvector not null generated always as (
      setweight(to_tsvector('english', heading), 'A') || setweight(to_tsvector('english', content), 'B')
    ) stored,
    primary key (source, position)
  )`,
  'create index if not exists chunks_hash on rag.chunks (hash)',
  'create index if not exists chunks_words on rag.chunks using gin (words)',
  `create table if not exists rag.batches (
    id bigint generated always as identity primary key,
    embedded_at timestamptz not null default now(),
    tokens integer not null
  )`,
  `create table if not exists rag.embeddings (
    hash text not null,
    model text not null,
    dimensions integer not null,
    embedding vector not null,
    batch bigint not null references rag.batches,
    primary key (hash, model, dimensions)
  )`,
]

/** Makes what is missing. */
export async function createTables(database: Database): Promise<void> {
  await database.query('create extension if not exists vector').catch((cause: unknown) => {
    throw new Error(
      `${database.name} has no pgvector. Install it (https://github.com/pgvector/pgvector), and ` +
        'run “create extension vector” in this database as a user who may.',
      { cause },
    )
  })
  for (const statement of tables) await database.query(statement)
}

/**
 * An index for the nearest vectors of one space. Made after the first vectors are there, which is quicker, and kept up
 * to date by Postgres from then on. Its metric is the cosine, as that of the search: some models give vectors that are
 * not of length 1 once they are shortened.
 */
export async function createVectorIndex(
  database: Database,
  { modelId, dimensions }: EmbeddingSpace,
): Promise<void> {
  // Postgres writes the statement itself, since a name or a type cannot be a parameter.
  const [row] = await database.query<{ statement: string }>(
    `select format(
      'create index if not exists %I on rag.embeddings using hnsw ((embedding::vector(%s)) vector_cosine_ops)
      where model = %L and dimensions = %s',
      'embeddings_' || left(md5($1::text), 8) || '_' || $2::integer, $2::integer, $1::text, $2::integer
    ) as statement`,
    [modelId, dimensions],
  )
  if (row !== undefined) await database.query(row.statement)
  await database.query('analyze rag.chunks, rag.embeddings')
}
