import { detectMediaType } from '@ai-sdk/provider-utils'

/**
 * What audio is, by its bytes. A tag whose end is not in sight is one of MP3, most likely: the frames behind it may
 * not have come yet, or stand behind a cover that is larger than the SDK looks through.
 */
export function detectAudioType(bytes: Uint8Array): string | undefined {
  return (
    detectMediaType({ data: bytes, topLevelType: 'audio' }) ??
    (startsWithID3(bytes) ? 'audio/mpeg' : undefined)
  )
}

function startsWithID3(bytes: Uint8Array): boolean {
  return bytes[0] === 0x49 && bytes[1] === 0x44 && bytes[2] === 0x33
}
