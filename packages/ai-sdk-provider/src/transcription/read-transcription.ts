import { InvalidResponseDataError, type JSONObject, type TranscriptionModelV4Result } from '@ai-sdk/provider'
import { readAnswerCost } from '../wire/cost.ts'
import {
  asCount,
  asFilledText,
  asId,
  asList,
  asNumber,
  asRecord,
  asText,
  definedEntries,
  firstDefined,
  type JsonRecord,
} from '../wire/json.ts'
import { languageCodeOf } from './language-code.ts'
import { readJobState, readText } from './read-job.ts'
import type {
  NanoGPTSpeakerSegment,
  NanoGPTSpokenWord,
  NanoGPTTranscriptionMetadata,
} from './transcription-options.ts'

/** What a transcript is read from. */
export interface TranscriptionAnswer {
  /** The answer of either endpoint, or of a job that is done. */
  record: JsonRecord
  /** The ticket of that job. */
  ticket?: JsonRecord | undefined
  /** Of the request that was paid. */
  responseHeaders: Readonly<Record<string, string>>
}

type Result = Pick<
  TranscriptionModelV4Result,
  'text' | 'segments' | 'words' | 'language' | 'durationInSeconds' | 'usage' | 'providerMetadata'
>

/**
 * Reads the answers of both endpoints: `text` and seconds, or `transcription` and minutes (API sheet §15).
 *
 * @throws InvalidResponseDataError for an answer without a text.
 */
export function readTranscription(answer: TranscriptionAnswer): Result {
  const { record } = answer
  const text = readText(record)
  if (text === undefined) throw noTranscript(record)
  const facts = asRecord(record.metadata) ?? {}
  const usage = asRecord(record.usage)
  const speakerSegments = readSpeakerSegments(record)
  const words = readWords(record)
  const language = [record.language, facts.language]
    .map(asFilledText)
    .find(name => name !== undefined && name !== 'auto')
  const timedWords = words.filter(({ type = 'word' }) => type === 'word').filter(isTimed)
  return {
    text,
    segments: readSegments(record, speakerSegments),
    ...(timedWords.length > 0 && { words: timedWords.map(timingOf) }),
    language: language && languageCodeOf(language),
    durationInSeconds: readSeconds(record, facts, usage),
    // A record that came out of a JSON document is a JSON object.
    ...(usage && { usage: usage as JSONObject }),
    providerMetadata: { nanogpt: { ...readMetadata(answer, { words, speakerSegments, language }) } },
  }
}

function noTranscript(record: JsonRecord): InvalidResponseDataError {
  const isJob = readJobState(record) === 'pending' && record.status !== undefined
  return new InvalidResponseDataError({
    data: record,
    message: isJob
      ? 'NanoGPT took the transcription as a job, but named no runId to fetch it with. It may be charged, so it is not repeated.'
      : "NanoGPT's answer has no transcript: neither `text` nor `transcription`.",
  })
}

/** The measured length of the audio; `usage` has the one that is charged, which may be rounded. */
function readSeconds(record: JsonRecord, facts: JsonRecord, usage: JsonRecord = {}): number | undefined {
  const minutes = asCount(facts.actualDuration)
  return firstDefined(
    asCount(record.duration),
    asCount(facts.duration),
    // To the millisecond, since minutes have no exact fractions.
    minutes === undefined ? undefined : Math.round(minutes * 60_000) / 1000,
    asCount(usage.seconds),
  )
}

type Span = { startSecond: number; endSecond: number }

/** The times of an entry, where they are times. */
function readSpan(entry: JsonRecord): Span | undefined {
  const startSecond = asCount(entry.start)
  const endSecond = asCount(entry.end)
  if (startSecond === undefined || endSecond === undefined) return undefined
  return { startSecond, endSecond: Math.max(startSecond, endSecond) }
}

function isTimed<T extends { startSecond?: number; endSecond?: number }>(entry: T): entry is T & Span {
  return entry.startSecond !== undefined && entry.endSecond !== undefined
}

function timingOf({ text, startSecond, endSecond }: Span & { text: string }) {
  return { text, startSecond, endSecond }
}

/** The segments of the model, else what each speaker said in one go. */
function readSegments(
  record: JsonRecord,
  speakerSegments: readonly NanoGPTSpeakerSegment[],
): Result['segments'] {
  const own = asList(record.segments).flatMap(item => {
    const entry = asRecord(item) ?? {}
    const text = asText(entry.text)
    const span = readSpan(entry)
    return text === undefined || span === undefined ? [] : [{ text, ...span }]
  })
  return own.length > 0 ? own : speakerSegments.filter(isTimed).map(timingOf)
}

function readSpeakerSegments(record: JsonRecord): NanoGPTSpeakerSegment[] {
  return asList(asRecord(record.diarization)?.segments).flatMap(item => {
    const entry = asRecord(item) ?? {}
    const speaker = asId(entry.speaker) ?? asId(entry.speaker_id)
    const text = asText(entry.text)
    return speaker === undefined || text === undefined ? [] : [{ speaker, text, ...readSpan(entry) }]
  })
}

function readWords(record: JsonRecord): NanoGPTSpokenWord[] {
  return asList(record.words).flatMap(item => {
    const entry = asRecord(item) ?? {}
    const text = asText(entry.text) ?? asText(entry.word)
    if (text === undefined) return []
    const type = asFilledText(entry.type)
    const speakerId = asId(entry.speaker_id)
    return [{ text, ...(type && { type }), ...(speakerId && { speakerId }), ...readSpan(entry) }]
  })
}

function readMetadata(
  { record, ticket = {}, responseHeaders }: TranscriptionAnswer,
  read: {
    words: NanoGPTSpokenWord[]
    speakerSegments: NanoGPTSpeakerSegment[]
    language: string | undefined
  },
): NanoGPTTranscriptionMetadata {
  const { words, speakerSegments, language } = read
  const facts = asRecord(record.metadata) ?? {}
  return {
    // What the ticket said of the price holds until the answer says otherwise.
    ...readAnswerCost({ record: { ...record, metadata: { ...ticket, ...facts } }, responseHeaders }),
    ...definedEntries({
      generationId: asFilledText(responseHeaders['x-generation-id']),
      runId: firstDefined(asId(ticket.runId), asId(ticket.id)),
      language,
      languageProbability: asNumber(record.language_probability),
      chargedDuration: firstDefined(asCount(facts.chargedDuration), asCount(ticket.chargedDuration)),
      // Without speakers they say no more than those of the result.
      words: words.some(({ speakerId }) => speakerId !== undefined) ? words : undefined,
      speakerSegments: speakerSegments.length > 0 ? speakerSegments : undefined,
    }),
  }
}
