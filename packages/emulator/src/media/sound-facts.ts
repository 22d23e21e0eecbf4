/** What the bytes of a recording say. */
export interface SoundFacts {
  /** `MP3`, `WAVE`, `Matroska`, … */
  container: string
  seconds: number
  hasVideo: boolean
}

/** Reads a recording; `undefined` where it is none. */
export async function soundFacts(bytes: Uint8Array<ArrayBuffer>): Promise<SoundFacts | undefined> {
  const { ALL_FORMATS, BufferSource, Input } = await import('mediabunny')
  const input = new Input({ source: new BufferSource(bytes), formats: ALL_FORMATS })
  try {
    const [format, track, video] = await Promise.all([
      input.getFormat(),
      input.getPrimaryAudioTrack(),
      input.getPrimaryVideoTrack(),
    ])
    if (track === null) return undefined
    return { container: format.name, seconds: await track.computeDuration(), hasVideo: video !== null }
  } catch {
    return undefined
  } finally {
    input.dispose()
  }
}
