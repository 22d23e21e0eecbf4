/** What the documents say of a transcription model (API sheet §15). */
export interface ModelTraits {
  /** `/transcribe` answers it with a ticket; it tells words, speakers and audio events there. */
  isAsynchronous: boolean
  /** It knows `verbose_json`: segments, words, language and duration. */
  isVerbose: boolean
  /** It takes films. */
  takesVideo: boolean
  /** It makes a voice, and no text. */
  isVoiceClone: boolean
}

/** Reads an id. A model that the documents do not name is taken for one like Whisper. */
export function traitsOf(modelId: string): ModelTraits {
  return {
    isAsynchronous: /elevenlabs/i.test(modelId),
    // OpenAI's own know `json` alone.
    isVerbose: !/gpt-[^/]*transcribe/i.test(modelId),
    takesVideo: /with-video/i.test(modelId),
    isVoiceClone: /voice-clone/i.test(modelId),
  }
}
