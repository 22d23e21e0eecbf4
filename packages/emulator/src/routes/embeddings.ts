import { encodeBase64 } from 'hono/utils/encode'
import { round } from '../billing/money.ts'
import { countTokens } from '../billing/tokens.ts'
import { ApiError } from '../contract/api-error.ts'
import { embeddingFields } from '../contract/embedding-fields.ts'
import { validate } from '../contract/validate.ts'
import { embedText } from '../engine/embed-text.ts'
import type { EmulatorContext } from '../env.ts'
import { incoming } from '../middleware/incoming.ts'
import { requireJson } from '../middleware/read-body.ts'
import { checkLengths, readEmbedding } from '../reading/read-embedding.ts'
import { deliver, jsonReply, rawReply } from '../stream/deliver.ts'
import { charge } from './charge.ts'
import { reportUnknownFields } from './report-unknown-fields.ts'

/** The endpoint is documented to take no compression (API sheet: embeddings). */
function refuseCompression(context: EmulatorContext): void {
  const coding = context.req.header('content-encoding') ?? 'identity'
  if (coding === 'identity') return
  throw new ApiError({
    status: 415,
    code: 'unsupported_content_encoding',
    message: `Embeddings take no Content-Encoding, but "${coding}" was sent.`,
  })
}

/** Float32, little-endian, as OpenAI sends them. */
function encode(vector: Float32Array, isBase64: boolean): string | number[] {
  if (!isBase64) return Array.from(vector)
  const bytes = new DataView(new ArrayBuffer(vector.length * 4))
  vector.forEach((coordinate, index) => bytes.setFloat32(index * 4, coordinate, true))
  return encodeBase64(bytes.buffer)
}

/** `POST …/embeddings`: validate, embed, charge. The answer has no price in it. */
export function embeddings(context: EmulatorContext): Response {
  refuseCompression(context)
  const { state } = context.env
  const { value: body, unknownFields } = validate(embeddingFields, requireJson(context))
  reportUnknownFields(context, unknownFields)
  const request = readEmbedding(body)
  const counts = request.values.map(countTokens)
  checkLengths(request, counts)

  const scripted = state.replies.takeRaw(incoming(context))
  if (scripted !== undefined) return deliver(context, rawReply(scripted))

  const tokens = counts.reduce((sum, count) => sum + count, 0)
  charge(context, {
    kind: 'embedding',
    model: request.model.id,
    cost: round((tokens * request.model.price) / 1_000_000),
    inputTokens: tokens,
    outputTokens: 0,
  })
  const size = { full: request.model.dimensions, dimensions: request.dimensions }
  return deliver(
    context,
    jsonReply({
      object: 'list',
      data: request.values.map((value, index) => ({
        object: 'embedding',
        index,
        embedding: encode(embedText(value, size), request.isBase64),
      })),
      model: request.model.id,
      usage: { prompt_tokens: tokens, total_tokens: tokens },
    }),
  )
}
