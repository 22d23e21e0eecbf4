/** What the documents say about a model that a request must heed. */
export interface SpeechTraits {
  /** `stream: true` has an effect. */
  streams: boolean
  /** `/api/tts` answers with the ticket of a job. */
  answersWithTicket: boolean
  /** The audio is mp3, whatever was asked for. */
  isAlwaysMp3: boolean
  /** The text is a prompt for music, and `voice` is ignored. */
  isMusic: boolean
  /** What becomes of `instructions`; models that no document names usually ignore them. */
  instructions: 'followed' | 'undocumented' | 'fatal'
  ignoresSpeed: boolean
  /** The language is that of the text, or of the voice. */
  ignoresLanguage: boolean
  /** `stability`, `similarity_boost` and `style` have an effect. */
  hasVoiceSettings: boolean
  /** `language`, `prompt` and the fields of a cloned voice have an effect. */
  hasVoiceCloning: boolean
  /** The most characters that one text may have. */
  longestText: number | undefined
}

const OPENAI = { streams: true, ignoresLanguage: true, longestText: 4_096 } as const

// API sheet §14.1, §14.2, and field note A11 for the two that `instructions` break.
const KNOWN_MODELS: Readonly<Record<string, Partial<SpeechTraits>>> = {
  'tts-1': OPENAI,
  'tts-1-hd': { ...OPENAI, instructions: 'followed' },
  'gpt-4o-mini-tts': { ...OPENAI, instructions: 'followed', ignoresSpeed: true },
  'kokoro-82m': { ignoresLanguage: true, longestText: 10_000 },
  'elevenlabs-turbo-v2.5': {
    streams: true,
    answersWithTicket: true,
    hasVoiceSettings: true,
    longestText: 10_000,
  },
  'elevenlabs-v3': { streams: true, answersWithTicket: true, longestText: 3_000 },
  'elevenlabs-music-v1': { answersWithTicket: true },
  'gemini-3.1-flash-tts': { instructions: 'fatal' },
  'gemini-3.1-flash-tts-preview': { instructions: 'fatal' },
  omnivoice: { instructions: 'fatal' },
}

/** Finds the traits of a model by its id, with or without the name of its maker before it. */
export function traitsOf(modelId: string): SpeechTraits {
  const name = modelId.slice(modelId.lastIndexOf('/') + 1).toLowerCase()
  return {
    streams: false,
    answersWithTicket: false,
    isAlwaysMp3: name.startsWith('elevenlabs'),
    isMusic: name.includes('music'),
    instructions: 'undocumented',
    ignoresSpeed: false,
    ignoresLanguage: false,
    hasVoiceSettings: false,
    hasVoiceCloning: /^qwen.*tts/.test(name),
    longestText: undefined,
    ...(Object.hasOwn(KNOWN_MODELS, name) && KNOWN_MODELS[name]),
  }
}
