import { countTokens } from '../billing/tokens.ts'
import { writeSrt, writeVtt } from '../engine/write-captions.ts'
import type { Segment, Timed, Transcript } from '../engine/time-transcript.ts'
import type { TranscriptionRequest } from '../reading/read-transcription.ts'

const audioTokensPerSecond = 10

/** By the second, or by tokens for models that are billed so. */
function writeUsage(
  { model }: TranscriptionRequest,
  { seconds, text }: Transcript,
  cost: number,
): Record<string, unknown> {
  const price = { cost, currency: 'USD' }
  if (model.counts === 'duration') return { type: 'duration', seconds, ...price }
  const input = Math.ceil(seconds * audioTokensPerSecond)
  const output = countTokens(text)
  return {
    type: 'tokens',
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    input_token_details: { audio_tokens: input, text_tokens: 0 },
    ...price,
  }
}

function writeSegment({ text, start, end }: Segment, id: number): Record<string, unknown> {
  return {
    id,
    seek: Math.round(start * 100),
    start,
    end,
    text,
    tokens: [],
    temperature: 0,
    avg_logprob: -0.1,
    compression_ratio: 1,
    no_speech_prob: 0.01,
  }
}

function writeWord({ text, start, end }: Timed): Record<string, unknown> {
  return { word: text.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '') || text, start, end }
}

function writeTimes(request: TranscriptionRequest, { segments }: Transcript): Record<string, unknown> {
  return {
    ...(request.segments && { segments: segments.map(writeSegment) }),
    ...(request.words && { words: segments.flatMap(({ words }) => words).map(writeWord) }),
  }
}

/** A transcript as plain text, as the request asks for it; `undefined` where it asks for JSON. */
export function transcriptText({ format }: TranscriptionRequest, transcript: Transcript): string | undefined {
  if (format === 'text') return `${transcript.text}\n`
  if (format === 'srt') return writeSrt(transcript)
  return format === 'vtt' ? writeVtt(transcript) : undefined
}

/** A transcript as JSON (API sheet §15.1). */
export function transcriptJson(
  request: TranscriptionRequest,
  transcript: Transcript,
  cost: number,
): Record<string, unknown> {
  const { text, language, seconds } = transcript
  const verbose = request.format === 'verbose_json' && {
    task: request.task,
    language_probability: request.language === undefined ? 0.98 : 1,
    ...writeTimes(request, transcript),
  }
  return { text, language, duration: seconds, ...verbose, usage: writeUsage(request, transcript, cost) }
}
