'use client'
import type { ChatSettings } from '../chat/chat-settings.ts'

interface Starter {
  kind: string
  text: string
  settings: Partial<ChatSettings>
}

const STARTERS: readonly Starter[] = [
  { kind: 'tools', text: 'Search the models of DeepSeek.', settings: { webSearch: false, tools: true } },
  {
    kind: 'thinking',
    text: 'Is it a good idea to cross a desert by night?',
    settings: { model: 'zai-org/glm-5:thinking', webSearch: false },
  },
  { kind: 'the web', text: 'What is new about owls?', settings: { webSearch: true } },
  {
    kind: 'a picture',
    text: 'Draw a picture of a lighthouse in fog.',
    settings: { webSearch: false, tools: true },
  },
]

interface FirstPageProps {
  isEmulated: boolean
  onStart: (text: string, settings: Partial<ChatSettings>) => void
}

/** What a conversation looks like before it begins. */
export function FirstPage({ isEmulated, onStart }: FirstPageProps) {
  return (
    <section className="first">
      <h1>Ask any model. See what it takes.</h1>
      <p>
        {isEmulated
          ? 'The emulator answers: nothing is charged, and the words are computed. With NANOGPT_API_KEY set, the models do.'
          : 'Every answer shows its tokens and its price, and the bill adds up as you go.'}
      </p>
      <ul>
        {STARTERS.map(({ kind, text, settings }) => (
          <li key={kind}>
            <button type="button" onClick={() => onStart(text, settings)}>
              <span>{text}</span> <small>{kind}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
