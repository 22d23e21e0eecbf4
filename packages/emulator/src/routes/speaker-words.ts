import type { Segment, Timed, Transcript } from '../engine/time-transcript.ts'

/** Speakers take turns, sentence by sentence. */
const speakerCount = 2

function punctuation(text: string, at: number): Record<string, unknown> {
  return { text, start: at, end: at, type: 'punctuation' }
}

/** `“Hello,”` is a word between two marks. */
function splitWord({ text, start, end }: Timed): Record<string, unknown>[] {
  const parts = /^([^\p{L}\p{N}[]*)(.*?)([^\p{L}\p{N}\]]*)$/su.exec(text)
  const [before = '', word = '', after = ''] = parts?.slice(1) ?? []
  return [
    ...(before === '' ? [] : [punctuation(before, start)]),
    ...(word === '' ? [] : [{ text: word, start, end, type: 'word' }]),
    ...(after === '' ? [] : [punctuation(after, end)]),
  ]
}

function labelled({ segments }: Transcript): (Segment & { ordinal: number })[] {
  return segments.map((segment, index) => ({ ...segment, ordinal: index % speakerCount }))
}

/** Words and marks, each with who said it where speakers are told apart. */
export function speakerWords(transcript: Transcript, diarize: boolean): Record<string, unknown>[] {
  return labelled(transcript).flatMap(({ words, ordinal }) =>
    words.flatMap(splitWord).map(word => (diarize ? { ...word, speaker_id: `speaker_${ordinal}` } : word)),
  )
}

/** Who said what, and when. */
export function speakerSegments(
  transcript: Transcript,
): { speaker: string; text: string; start: number; end: number }[] {
  return labelled(transcript).map(({ text, start, end, ordinal }) => ({
    speaker: `Speaker ${ordinal + 1}`,
    text,
    start,
    end,
  }))
}
