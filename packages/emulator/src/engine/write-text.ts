import type { Conversation } from './conversation.ts'
import { hash, pick } from './random.ts'
import { keywords } from './words.ts'

/** Other people's words as the end of a sentence; long ones are cut between words. */
function quote(text: string, length = 160): string {
  const flat = text.replaceAll(/\s+/g, ' ').trim()
  const short = flat.length <= length ? flat : `${flat.slice(0, length).replace(/\s+\S*$/, '')} …`
  return /[.?!]$/.test(short) ? `“${short}”` : `“${short}”.`
}

const middles = [
  'Three things matter here: what is known, what is assumed, and what would change the answer.',
  'A short answer is possible, and a longer one would add examples rather than facts.',
  'The usual way is to start small, look at the result, and go on from there.',
  'It depends on the case, so the general rule comes first and the exception after it.',
] as const

function aboutTopic(question: string, seed: number): string {
  const words = keywords(question)
  const topic = words.length === 0 ? 'that' : words.slice(0, 4).join(', ')
  return `On ${topic}: ${pick(middles, seed)}`
}

/** An answer in words: it names what was asked, so that a reader can tell one answer from another. */
export function writeText(conversation: Conversation, modelId: string, seed: number): string {
  const { question, instructions, earlierQuestions } = conversation
  const sentences = [
    question === '' ? 'You sent no text.' : `You asked: ${quote(question)}`,
    aboutTopic(question, hash(question) + seed),
    earlierQuestions.length > 0 && `Before that you had asked: ${quote(earlierQuestions.at(-1) ?? '', 80)}`,
    instructions !== '' && `I kept to my instructions: ${quote(instructions, 80)}`,
    `This is the NanoGPT emulator answering in place of ${modelId}, so these words are computed, not thought.`,
  ]
  return sentences.filter(sentence => sentence !== false).join(' ')
}

/** The answer of a turn in which tools have spoken. */
export function writeFromResults({ question, toolResults }: Conversation): string {
  const findings = toolResults.map(
    ({ name, content }) => `${name} returned ${content.slice(0, 2000).replace(/\.\s*$/, '')}`,
  )
  return `You asked: ${quote(question)} Here is what the tools say: ${findings.join('; ')}.`
}

const considerations = [
  'First I look at what exactly is asked.',
  'The words that carry the question come before the rest.',
  'Nothing else in the conversation changes that.',
  'A direct answer is better than a list of possibilities.',
  'I check the answer against the question once more.',
  'Then I write it down.',
]

const sentencesByEffort: Record<string, number> = { minimal: 1, low: 2, medium: 3, high: 4, xhigh: 5, max: 6 }

/** More effort is more sentences. */
export function writeReasoning(question: string, effort: string | undefined): string {
  const sentences = sentencesByEffort[effort ?? 'none'] ?? 0
  if (sentences === 0) return ''
  return [`The user says: ${quote(question, 80)}`, ...considerations.slice(0, sentences)].join(' ')
}
