import { z } from 'zod'

/** What single models take beyond the text and its voice (API sheet §14.2). */
const controls = {
  stability: z.number().min(0).max(1).optional(),
  similarity_boost: z.number().min(0).max(1).optional(),
  style: z.number().min(0).max(1).optional(),
  speaker_voice_embedding_file_url: z.string().optional(),
  reference_text: z.string().optional(),
  language: z.string().optional(),
  prompt: z.string().optional(),
}

/** The body of `POST …/audio/speech`. "Accepted parameters vary by model", so the controls are known here too. */
export const speechFields = z.strictObject({
  model: z.string().min(1),
  input: z.string().min(1),
  voice: z.string().optional(),
  response_format: z.string().optional(),
  speed: z.number().min(0.25).max(4).optional(),
  instructions: z.string().optional(),
  stream: z.boolean().optional(),
  ...controls,
})

export type SpeechBody = z.infer<typeof speechFields>

/** The body of `POST /api/tts`. */
export const ttsFields = z.strictObject({
  text: z.string().min(1),
  model: z.string().min(1).optional(),
  voice: z.string().optional(),
  response_format: z.string().optional(),
  speed: z.number().min(0.1).max(5).optional(),
  instructions: z.string().optional(),
  ...controls,
})

export type TtsBody = z.infer<typeof ttsFields>

/** The query of `GET /api/tts/status`; everything in a query is text. */
export const ttsStatusFields = z.strictObject({
  runId: z.string().min(1),
  model: z.string().min(1),
  cost: z.string().optional(),
  paymentSource: z.string().optional(),
  isApiRequest: z.string().optional(),
})
