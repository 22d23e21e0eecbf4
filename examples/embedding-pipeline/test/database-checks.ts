import { createNanoGPT } from '@nanogpt/ai-sdk-provider'
import { EMULATOR_API_KEY, type Emulator } from '@nanogpt/emulator'
import { embedMany } from 'ai'
import { expect } from 'vitest'
import { chunkDocument, sha256, textToEmbed } from '../src/chunk.ts'
import { readFolder, smallCorpus } from '../src/corpus.ts'
import type { Queryable } from '../src/database.ts'
import { chunkSize, space } from '../src/settings.ts'

/** The hashes of the texts that were asked for from a request on, each as often as it was. */
export function askedSince(emulator: Emulator, request: number): string[] {
  return emulator.requests.slice(request).flatMap(({ body }) => {
    const input: unknown = typeof body === 'object' && body !== null && 'input' in body ? body.input : []
    return (Array.isArray(input) ? input : [input]).map(text => sha256(String(text)))
  })
}

/** The texts that have their vector; none where there is no table yet. */
export async function committedHashes(database: Queryable): Promise<Set<string>> {
  const [row] = await database.query<{ exists: boolean }>(
    "select to_regclass('rag.embeddings') is not null as exists",
  )
  if (row?.exists !== true) return new Set()
  const rows = await database.query<{ hash: string }>('select hash from rag.embeddings')
  return new Set(rows.map(({ hash }) => hash))
}

/** Every chunk of the small corpus is there once, every text has one vector, which is its own, and none is half done. */
export async function expectWholeCorpus(database: Queryable, emulator: Emulator): Promise<Set<string>> {
  const expected = await readChunks()
  const chunks = await database.query<{ source: string; position: number; hash: string }>(
    'select source, position, hash from rag.chunks',
  )
  const place = ({ source, position, hash }: { source: string; position: number; hash: string }) =>
    `${source} ${position} ${hash}`
  expect(chunks.map(place).toSorted()).toEqual(expected.map(place).toSorted())

  const vectors = await database.query<{ hash: string; embedding: string }>(
    'select hash, embedding::text as embedding from rag.embeddings',
  )
  const hashes = new Set(expected.map(({ hash }) => hash))
  expect(vectors.map(({ hash }) => hash).toSorted()).toEqual([...hashes].toSorted())
  expect(
    await database.query('select id from rag.batches where id not in (select batch from rag.embeddings)'),
  ).toEqual([])

  const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch: emulator.fetch })
  const some = expected.filter((_chunk, index) => index % 40 === 0)
  const { embeddings } = await embedMany({
    model: nanogpt.embeddingModel(space.modelId),
    values: some.map(textToEmbed),
    providerOptions: { nanogpt: { dimensions: space.dimensions } },
  })
  for (const [index, { hash }] of some.entries()) {
    const stored: unknown = JSON.parse(vectors.find(vector => vector.hash === hash)?.embedding ?? '[]')
    expect(stored).toEqual(embeddings[index]?.map(number => expect.closeTo(number, 5)))
  }
  return hashes
}

/** What the database must hold, made without it. */
async function readChunks() {
  const chunks = []
  for (const folder of smallCorpus) {
    for await (const document of readFolder(folder)) {
      for (const chunk of await chunkDocument(document, chunkSize)) {
        chunks.push({ ...chunk, source: document.source })
      }
    }
  }
  return chunks
}
