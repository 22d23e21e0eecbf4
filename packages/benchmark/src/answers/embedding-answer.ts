import { inReads } from './in-reads.ts'

/** Values of one request, which is the most that NanoGPT takes. */
export const VALUE_COUNT = 2048

/** The same vectors in both of the forms that a request can ask for. */
export interface EmbeddingAnswer {
  vectors: readonly Float32Array[]
  bodies: Record<'float' | 'base64', Uint8Array>
}

/** Makes up vectors. Their numbers are those of float32 written out, as OpenAI's are. */
export function embeddingAnswer(dimensions: number): EmbeddingAnswer {
  const vectors = Array.from({ length: VALUE_COUNT }, (_, row) =>
    Float32Array.from({ length: dimensions }, (_number, column) => Math.sin(row * 31 + column * 17) / 30),
  )
  const bodyOf = (write: (vector: Float32Array) => unknown) =>
    new TextEncoder().encode(
      JSON.stringify({
        object: 'list',
        data: vectors.map((vector, index) => ({ object: 'embedding', index, embedding: write(vector) })),
        model: 'text-embedding-3-small',
        usage: { prompt_tokens: VALUE_COUNT, total_tokens: VALUE_COUNT },
      }),
    )
  return {
    vectors,
    bodies: {
      float: bodyOf(vector => [...vector]),
      base64: bodyOf(({ buffer }) => Buffer.from(buffer).toString('base64')),
    },
  }
}

/** A `fetch` that answers in the form that the request asks for, in reads as a socket brings them. */
export function fetchEmbeddings(
  { bodies }: EmbeddingAnswer,
  onAnswer: (body: Uint8Array) => void,
): typeof fetch {
  return (_input, init) => {
    const { encoding_format: form } = JSON.parse(init?.body as string) as { encoding_format?: string }
    const body = bodies[form === 'base64' ? 'base64' : 'float']
    onAnswer(body)
    return Promise.resolve(new Response(inReads(body), { headers: { 'content-type': 'application/json' } }))
  }
}
