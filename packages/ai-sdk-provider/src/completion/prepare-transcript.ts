import {
  UnsupportedFunctionalityError,
  type LanguageModelV4Message,
  type LanguageModelV4Prompt,
} from '@ai-sdk/provider'

/** A conversation as one text. */
export interface Transcript {
  prompt: string
  /** Ends the answer where the model would speak for the user. */
  stop: string | undefined
  /** There was reasoning, which a text has no place for. */
  droppedReasoning: boolean
}

/**
 * Writes a prompt as the text that the model continues: one message of the user as it is, a conversation as a
 * transcript. Where the last word is the model's own, it goes on from there.
 *
 * @throws UnsupportedFunctionalityError for files and tools, whose loss would change what is asked.
 */
export function prepareTranscript(messages: LanguageModelV4Prompt): Transcript {
  const [only, second] = messages
  if (only?.role === 'user' && second === undefined) {
    return { prompt: textOf(only), stop: undefined, droppedReasoning: false }
  }
  const turns = messages.map(writeTurn)
  const isContinued = messages.at(-1)?.role === 'assistant'
  return {
    prompt: [...turns, ...(isContinued ? [] : ['assistant:\n'])].join('\n\n'),
    stop: '\nuser:',
    droppedReasoning: messages.some(hasReasoning),
  }
}

function writeTurn(message: LanguageModelV4Message): string {
  const text = textOf(message)
  return message.role === 'system' ? text : `${message.role}:\n${text}`
}

function textOf(message: LanguageModelV4Message): string {
  if (message.role === 'system') return message.content
  return message.content
    .map(part => {
      if (part.type === 'text') return part.text
      if (part.type === 'reasoning') return ''
      throw unsupported(NAMES[part.type] ?? part.type)
    })
    .join('')
}

function hasReasoning({ role, content }: LanguageModelV4Message): boolean {
  return role === 'assistant' && content.some(({ type }) => type === 'reasoning')
}

const NAMES: Readonly<Record<string, string>> = {
  file: 'files',
  'tool-call': 'tool calls',
  'tool-result': 'tool results',
}

function unsupported(what: string): UnsupportedFunctionalityError {
  return new UnsupportedFunctionalityError({
    functionality: `${what} in the prompt of a completion`,
    message: `NanoGPT's /completions takes text only, so the prompt cannot have ${what}. Use a chat model: nanogpt(modelId).`,
  })
}
