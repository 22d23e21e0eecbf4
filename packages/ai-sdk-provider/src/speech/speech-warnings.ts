import type { SharedV4Warning } from '@ai-sdk/provider'
import { isPcmRate } from './audio-format.ts'
import {
  CLONING_OPTIONS,
  SETTINGS,
  TTS_OPTIONS,
  VOICE_OPTIONS,
  type GivenSettings,
  type SettingName,
  type SpeechRoute,
} from './speech-settings.ts'
import type { SpeechTraits } from './speech-traits.ts'

/** What warnings of a call are made from. */
export interface WarnedSpeech {
  modelId: string
  traits: SpeechTraits
  route: SpeechRoute
  given: GivenSettings
}

/** A setting that does not do what it says: one that is `unsupported` is left out, the others are sent. */
export interface Ineffective {
  setting: SettingName
  warning: SharedV4Warning
}

interface Rule {
  settings: readonly SettingName[]
  type: 'unsupported' | 'compatibility'
  applies: (warned: WarnedSpeech) => boolean
  details: (warned: WarnedSpeech) => string
}

// API sheet §14, field note A11. Of several rules about a setting, the first that applies.
const RULES: readonly Rule[] = [
  {
    settings: ['language'],
    type: 'unsupported',
    applies: ({ traits }) => traits.ignoresLanguage,
    details: ({ modelId }) => `${modelId} speaks the language of the text, with the accent of the voice.`,
  },
  {
    settings: ['language', ...TTS_OPTIONS],
    type: 'unsupported',
    applies: ({ route }) => route === 'speech',
    details: ({ given: { stream } }) =>
      stream ? 'Only /api/tts knows it, which cannot stream.' : 'Only /api/tts knows it, the other route.',
  },
  {
    settings: ['voice'],
    type: 'unsupported',
    applies: ({ traits }) => traits.isMusic,
    details: ({ modelId }) => `${modelId} makes music: the text is its prompt, and voices are ignored.`,
  },
  {
    settings: ['outputFormat'],
    type: 'unsupported',
    applies: ({ traits, given }) => traits.isAlwaysMp3 && given.outputFormat !== 'mp3',
    details: ({ modelId }) => `${modelId} always makes mp3.`,
  },
  {
    settings: ['rate'],
    type: 'unsupported',
    applies: ({ given: { outputFormat, rate = 0 } }) => outputFormat !== 'pcm' || !isPcmRate(rate),
    details: () => 'NanoGPT takes no sample rate; its pcm has 24,000 samples a second.',
  },
  {
    settings: ['speed'],
    type: 'unsupported',
    applies: ({ traits }) => traits.ignoresSpeed,
    details: ({ modelId }) => `${modelId} knows no speed. Ask for it in instructions.`,
  },
  {
    settings: ['instructions'],
    type: 'unsupported',
    applies: ({ traits }) => traits.instructions === 'fatal',
    details: ({ modelId }) =>
      `${modelId} fails with them, so they are left out. providerOptions.nanogpt.extraBody sends them all the same.`,
  },
  {
    settings: ['instructions'],
    type: 'compatibility',
    applies: ({ traits }) => traits.instructions === 'undocumented',
    details: () =>
      'gpt-4o-mini-tts and tts-1-hd are documented to follow them; most other models ignore them.',
  },
  {
    settings: VOICE_OPTIONS,
    type: 'compatibility',
    applies: ({ traits }) => !traits.hasVoiceSettings,
    details: () => 'It is documented for Elevenlabs-Turbo-V2.5 alone.',
  },
  {
    settings: ['language', ...CLONING_OPTIONS],
    type: 'compatibility',
    applies: ({ traits }) => !traits.hasVoiceCloning,
    details: () => "It is documented for Qwen's models alone.",
  },
  {
    settings: ['stream'],
    type: 'compatibility',
    applies: ({ traits }) => !traits.streams,
    details: ({ modelId }) => `${modelId} is not documented to stream: the audio may come in one piece.`,
  },
]

/** Finds the settings of a call that have no effect, or not the one they are named for. */
export function findIneffective(warned: WarnedSpeech): Ineffective[] {
  const rules = RULES.filter(({ applies }) => applies(warned))
  return SETTINGS.flatMap(({ name: setting }) => {
    if (warned.given[setting] === undefined) return []
    const rule = rules.find(({ settings }) => settings.includes(setting))
    if (rule === undefined) return []
    const details = rule.details(warned)
    return [{ setting, warning: { type: rule.type, feature: featureOf(setting), details } }]
  })
}

function featureOf(setting: SettingName): string {
  if (setting === 'rate') return 'outputFormat.rate'
  return TTS_OPTIONS.some(option => option === setting) ? `providerOptions.nanogpt.${setting}` : setting
}
