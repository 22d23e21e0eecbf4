import type { ChatBody } from '../contract/chat-fields.ts'
import type { AnswerToolCall } from './answer.ts'
import { chooseCalls, type Intent, type ToolRules } from './choose-calls.ts'
import type { Conversation } from './conversation.ts'
import { fillSchema } from './fill-schema.ts'
import { readOffer, type Offer } from './offer.ts'
import { hash, idFor } from './random.ts'

function readRules(body: ChatBody, parallel: boolean): ToolRules | undefined {
  const { tools = [], tool_choice: choice = 'auto' } = body
  if (tools.length === 0 || choice === 'none') return undefined
  return {
    tools,
    choice: typeof choice === 'object' ? { name: choice.function.name } : choice,
    parallel: parallel && body.parallel_tool_calls !== false,
  }
}

/** The offer for one of several calls: its own name comes first. */
function offerFor({ about }: Intent, offer: Offer): Offer {
  return about === undefined ? offer : { ...offer, quoted: [], names: [about] }
}

/** The tool calls of an answer, with arguments that satisfy the tools' schemas. */
export function makeCalls(
  body: ChatBody,
  conversation: Conversation,
  { parallel, seed }: { parallel: boolean; seed: number },
): AnswerToolCall[] {
  const rules = readRules(body, parallel)
  if (rules === undefined) return []
  const offer = readOffer(conversation)
  const round = conversation.toolResults.length
  return chooseCalls(rules, conversation, offer).map((intent, index) => {
    const { name, parameters = {} } = intent.tool.function
    const filled =
      Object.keys(parameters).length === 0
        ? {}
        : fillSchema(parameters, offerFor(intent, offer), seed + hash(name))
    return {
      id: idFor('call_', seed, conversation.question, round, index),
      name,
      arguments: JSON.stringify(filled),
    }
  })
}
