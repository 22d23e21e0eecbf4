import { z } from 'zod'

const language = z
  .string()
  .regex(/^(?:auto|[a-z]{2,3}(?:-[A-Za-z]{2,8})*)$/, 'must be "auto" or a code of ISO 639, such as "en"')

const responseFormat = z.enum(['json', 'verbose_json', 'text', 'srt', 'vtt'])
const granularities = z.array(z.enum(['word', 'segment']))
const inputAudio = z.strictObject({ data: z.string().min(1), format: z.string().min(1) })

/**
 * The fields of `POST …/audio/transcriptions`, but for `file`, which only a form can carry (API sheet §15.1, the
 * branch of July). Several have two names.
 */
export const transcriptionFields = z.strictObject({
  model: z.string().min(1).optional(),
  file_url: z.string().min(1).optional(),
  audio_url: z.string().min(1).optional(),
  audioUrl: z.string().min(1).optional(),
  input_audio: inputAudio.optional(),
  inputAudio: inputAudio.optional(),
  language: language.optional(),
  prompt: z.string().optional(),
  task: z.enum(['transcribe', 'translate']).optional(),
  response_format: responseFormat.optional(),
  responseFormat: responseFormat.optional(),
  temperature: z.number().min(0).max(1).optional(),
  timestamp_granularities: granularities.optional(),
  timestampGranularities: granularities.optional(),
})

export type TranscriptionBody = z.infer<typeof transcriptionFields>

/** The fields of `POST /api/transcribe`, but for the file. */
export const transcribeFields = z.strictObject({
  audioUrl: z.string().min(1).optional(),
  model: z.string().min(1).optional(),
  language: language.optional(),
  diarize: z.boolean().optional(),
  tagAudioEvents: z.boolean().optional(),
  /** Minutes, as text. */
  actualDuration: z
    .string()
    .regex(/^\d+(?:\.\d+)?$/, 'must be a number of minutes')
    .optional(),
})

export type TranscribeBody = z.infer<typeof transcribeFields>

/** The body of `POST /api/transcribe/status`: the ticket, sent back. */
export const transcribeStatusFields = z.strictObject({
  runId: z.string().min(1),
  cost: z.number().optional(),
  paymentSource: z.string().optional(),
  isApiRequest: z.boolean().optional(),
  fileName: z.string().optional(),
  fileSize: z.number().optional(),
  chargedDuration: z.number().optional(),
  diarize: z.boolean().optional(),
  // Members of the ticket that the documents do not list for the way back.
  status: z.string().optional(),
  model: z.string().optional(),
})
