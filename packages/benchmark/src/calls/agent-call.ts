import type { LanguageModelV4CallOptions, LanguageModelV4Message } from '@ai-sdk/provider'
import { prose } from '../answers/prose.ts'

/** Messages of one turn: question, tool calls, their results, answer. */
const MESSAGES_PER_TURN = 4

export interface AgentCallOptions {
  messageCount: number
  /** Characters of every text and of every result of a tool. */
  charactersPerText: number
}

/** The call of an agent that has worked for a while: a long history, half of it tool calls and their results. */
export function agentCall({ messageCount, charactersPerText }: AgentCallOptions): LanguageModelV4CallOptions {
  const turns = Array.from({ length: Math.floor(messageCount / MESSAGES_PER_TURN) }, (_, turn) =>
    turnOf(turn, charactersPerText),
  )
  const system: LanguageModelV4Message = { role: 'system', content: prose(charactersPerText, 1) }
  return { prompt: [system, ...turns.flat()], tools: [READ_FILE], toolChoice: { type: 'auto' } }
}

function turnOf(turn: number, characters: number): LanguageModelV4Message[] {
  const seed = turn * MESSAGES_PER_TURN + 1
  const text = (offset: number) => ({ type: 'text' as const, text: prose(characters, seed + offset) })
  const callIds = [`call_${turn}_a`, `call_${turn}_b`]
  return [
    { role: 'user', content: [text(0)] },
    {
      role: 'assistant',
      content: [
        text(1),
        ...callIds.map(toolCallId => ({
          type: 'tool-call' as const,
          toolCallId,
          toolName: 'readFile',
          input: { path: `source/part-${turn}.ts`, from: 1, to: 200 },
        })),
      ],
    },
    {
      role: 'tool',
      content: callIds.map(toolCallId => ({
        type: 'tool-result' as const,
        toolCallId,
        toolName: 'readFile',
        output: { type: 'json' as const, value: { lines: prose(characters, seed + 2), isWhole: true } },
      })),
    },
    { role: 'assistant', content: [text(3)] },
  ]
}

const READ_FILE = {
  type: 'function' as const,
  name: 'readFile',
  description: 'Reads lines of a file.',
  inputSchema: {
    type: 'object' as const,
    properties: {
      path: { type: 'string' as const },
      from: { type: 'integer' as const },
      to: { type: 'integer' as const },
    },
    required: ['path'],
    additionalProperties: false,
  },
}
