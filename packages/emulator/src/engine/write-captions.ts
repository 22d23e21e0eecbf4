import type { Transcript } from './time-transcript.ts'

/** `01:02:03,456`, with a comma or a point. */
function clock(seconds: number, separator: ',' | '.'): string {
  const milliseconds = Math.round(seconds * 1000)
  const parts = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60]
  const time = parts.map(part => String(Math.floor(part)).padStart(2, '0')).join(':')
  return `${time}${separator}${String(milliseconds % 1000).padStart(3, '0')}`
}

function cues({ segments }: Transcript, separator: ',' | '.', numbered: boolean): string {
  return segments
    .map(({ start, end, text }, index) => {
      const lines = [`${clock(start, separator)} --> ${clock(end, separator)}`, text]
      return [...(numbered ? [String(index + 1)] : []), ...lines].join('\n')
    })
    .join('\n\n')
}

/** SubRip. */
export function writeSrt(transcript: Transcript): string {
  return `${cues(transcript, ',', true)}\n`
}

/** WebVTT. */
export function writeVtt(transcript: Transcript): string {
  return `WEBVTT\n\n${cues(transcript, '.', false)}\n`
}
