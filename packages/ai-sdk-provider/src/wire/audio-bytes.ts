import { detectMediaType } from '@ai-sdk/provider-utils'

/**
 * What audio is, by its bytes. A tag before MP3 frames tells as much as they do: they may not have come yet, or
 * stand behind a cover that is larger than the SDK looks through.
 */
export function detectAudioType(bytes: Uint8Array): string | undefined {
  return startsWithID3(bytes) ? 'audio/mpeg' : detectMediaType({ data: bytes, topLevelType: 'audio' })
}

function startsWithID3(bytes: Uint8Array): boolean {
  return bytes[0] === 0x49 && bytes[1] === 0x44 && bytes[2] === 0x33
}
