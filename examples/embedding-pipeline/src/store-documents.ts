import { chunkDocument, sha256, type Chunk } from './chunk.ts'
import { readFolder, type CorpusFolder, type SourceDocument } from './corpus.ts'
import type { Database } from './database.ts'

/** What a look at a folder found. */
export interface StoredFolder {
  documents: number
  /** Documents that are new, or not what they were. */
  changed: number
  /** Documents that are there no more. */
  removed: number
}

/** Makes the documents and chunks of one folder in the database those of the disk. */
export async function storeFolder(
  database: Database,
  folder: CorpusFolder,
  { chunkSize }: { chunkSize: number },
): Promise<StoredFolder> {
  const known = await readFingerprints(database, folder)
  const stored: StoredFolder = { documents: 0, changed: 0, removed: 0 }
  for await (const document of readFolder(folder)) {
    const fingerprint = sha256(JSON.stringify([chunkSize, document]))
    if (known.get(document.source) !== fingerprint) {
      const chunks = await chunkDocument(document, chunkSize)
      await storeDocument(database, { ...document, fingerprint }, chunks)
      stored.changed += 1
    }
    known.delete(document.source)
    stored.documents += 1
  }
  stored.removed = known.size
  await database.query('delete from rag.documents where source = any($1::text[])', [[...known.keys()]])
  return stored
}

/** Forgets the vectors of texts that are in no document any more. */
export async function forgetOrphans(database: Database): Promise<void> {
  await database.query(
    `delete from rag.embeddings
     where not exists (select from rag.chunks where chunks.hash = embeddings.hash)`,
  )
}

async function readFingerprints(database: Database, { name }: CorpusFolder): Promise<Map<string, string>> {
  const rows = await database.query<{ source: string; fingerprint: string }>(
    'select source, fingerprint from rag.documents where starts_with(source, $1)',
    [`${name}/`],
  )
  return new Map(rows.map(({ source, fingerprint }) => [source, fingerprint]))
}

/** A document and its chunks, in one transaction: there is no half of a document. */
async function storeDocument(
  database: Database,
  { source, title, fingerprint }: SourceDocument & { fingerprint: string },
  chunks: readonly Chunk[],
): Promise<void> {
  await database.transaction(async transaction => {
    await transaction.query('delete from rag.documents where source = $1', [source])
    await transaction.query('insert into rag.documents (source, title, fingerprint) values ($1, $2, $3)', [
      source,
      title,
      fingerprint,
    ])
    await transaction.query(
      `insert into rag.chunks (source, position, heading, content, hash)
       select $1, * from unnest($2::integer[], $3::text[], $4::text[], $5::text[])`,
      [
        source,
        chunks.map(({ position }) => position),
        chunks.map(({ heading }) => heading),
        chunks.map(({ content }) => content),
        chunks.map(({ hash }) => hash),
      ],
    )
  })
}
