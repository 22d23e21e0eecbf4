import type { JsonSchema } from 'json-schema-faker'
import type { ChatBody } from '../contract/chat-fields.ts'
import type { AnswerToolCall } from './answer.ts'
import { chooseCalls, type Intent, type ToolRules } from './choose-calls.ts'
import type { Conversation } from './conversation.ts'
import { fillSchema, type RequestSchema } from './fill-schema.ts'
import { readOffer, type Offer } from './offer.ts'
import { hash, idFor } from './random.ts'
import { isTold } from './suit-value.ts'

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

/**
 * The parameters without the optional ones that nobody spoke of: a model would not make up dates and domains. A
 * tool without required parameters keeps all, or its call would say nothing.
 */
function withoutUntold(parameters: RequestSchema, offer: Offer): RequestSchema {
  const { properties, required } = parameters
  if (!isRecord(properties) || !Array.isArray(required) || required.length === 0) return parameters
  const told = Object.entries(properties).filter(
    ([name, property]) => required.includes(name) || isTold(name, property, offer),
  )
  return { ...parameters, properties: Object.fromEntries(told) }
}

function isRecord(value: unknown): value is Record<string, JsonSchema> {
  return typeof value === 'object' && value !== null
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
        : fillSchema(withoutUntold(parameters, offer), offerFor(intent, offer), seed + hash(name))
    return {
      id: idFor('call_', seed, conversation.question, round, index),
      name,
      arguments: JSON.stringify(filled),
    }
  })
}
