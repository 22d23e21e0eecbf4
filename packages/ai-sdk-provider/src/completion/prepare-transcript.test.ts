import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { prepareTranscript } from './prepare-transcript.ts'

const user = (...texts: string[]) => ({
  role: 'user' as const,
  content: texts.map(text => ({ type: 'text' as const, text })),
})
const assistant = (text: string) => ({
  role: 'assistant' as const,
  content: [{ type: 'text' as const, text }],
})
const system = (content: string) => ({ role: 'system' as const, content })

test('one message of the user goes as it is, to the last blank', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1 }), texts => {
      expect(prepareTranscript([user(...texts)])).toEqual({
        prompt: texts.join(''),
        stop: undefined,
        droppedReasoning: false,
      })
    }),
  )
})

test.each<[what: string, prompt: LanguageModelV4Prompt, text: string]>([
  ['instructions', [system('Be brief.'), user('Hello')], 'Be brief.\n\nuser:\nHello\n\nassistant:\n'],
  [
    'a conversation',
    [user('Hello'), assistant('Hi.'), user('Who are you?')],
    'user:\nHello\n\nassistant:\nHi.\n\nuser:\nWho are you?\n\nassistant:\n',
  ],
  [
    'instructions that come later',
    [user('Hello'), assistant('Hi.'), system('Now in French.'), user('Again')],
    'user:\nHello\n\nassistant:\nHi.\n\nNow in French.\n\nuser:\nAgain\n\nassistant:\n',
  ],
  [
    'an answer that is begun',
    [user('Count.'), assistant('One, two,')],
    'user:\nCount.\n\nassistant:\nOne, two,',
  ],
])('%s becomes a transcript that stops before the user speaks', (_, prompt, text) => {
  expect(prepareTranscript(prompt)).toEqual({ prompt: text, stop: '\nuser:', droppedReasoning: false })
})

test('reasoning of earlier turns is left out, and that is told', () => {
  const thought = {
    role: 'assistant' as const,
    content: [
      { type: 'reasoning' as const, text: 'Hm.' },
      { type: 'text' as const, text: 'Hi.' },
    ],
  }
  const { prompt, droppedReasoning } = prepareTranscript([user('Hello'), thought, user('Again')])
  expect(prompt).not.toContain('Hm.')
  expect(droppedReasoning).toBe(true)
})

describe('refuses what a text cannot say', () => {
  const toolCall = { type: 'tool-call' as const, toolCallId: '1', toolName: 'f', input: {} }
  const toolResult = {
    type: 'tool-result' as const,
    toolCallId: '1',
    toolName: 'f',
    output: { type: 'text' as const, value: 'x' },
  }
  const image = {
    type: 'file' as const,
    mediaType: 'image/png',
    data: { type: 'url' as const, url: new URL('https://example.com/a.png') },
  }

  test.each<[what: string, prompt: LanguageModelV4Prompt]>([
    ['files', [{ role: 'user', content: [image] }]],
    ['tool calls', [user('a'), { role: 'assistant', content: [toolCall] }]],
    ['tool results', [user('a'), { role: 'tool', content: [toolResult] }]],
  ])('%s', (what, prompt) => {
    expect(() => prepareTranscript(prompt)).toThrow(`the prompt cannot have ${what}. Use a chat model`)
  })
})
