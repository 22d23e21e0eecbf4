import { invalidRequest, invalidValue } from '../contract/api-error.ts'
import type { Message } from '../contract/message-fields.ts'
import type { ChatRequest } from './chat-request.ts'
import { readMemoryDays } from './read-extras.ts'
import { usesOwnKey } from './read-billing.ts'

/** The models that take a change of effort inside a conversation. */
const updatable = new Set(['openai/gpt-6-astra', 'anthropic/claude-fable-5.1'])

function isUpdate(message: Message | undefined): boolean {
  return (
    message !== undefined && 'configuration_update' in message && message.configuration_update !== undefined
  )
}

function isEmpty({ content }: Message): boolean {
  return content === undefined || content === null || content.length === 0
}

function checkUpdate(request: ChatRequest, message: Message, index: number): void {
  const param = `messages[${index}].configuration_update`
  const { body, reference } = request
  const reasons: [wrong: boolean, why: string][] = [
    [!updatable.has(reference.model.id), `is not supported by ${reference.model.id}`],
    [!isEmpty(message), 'must stand on a message without content'],
    [isUpdate(body.messages[index - 1]), 'must not follow another one'],
    [body.advisor !== undefined, 'cannot be combined with advisor'],
    [readMemoryDays(request) !== undefined, 'cannot be combined with memory'],
    [usesOwnKey(request), 'cannot be combined with byok'],
  ]
  const found = reasons.find(([wrong]) => wrong)
  if (found) throw invalidValue(param, `${param} ${found[1]}`)
}

/** Only an assistant that calls tools, and a change of configuration, may say nothing. */
function checkContent(message: Message, index: number): void {
  if (message.content !== undefined && message.content !== null) return
  if (message.role === 'assistant' && (message.tool_calls ?? []).length > 0) return
  const param = `messages[${index}].content`
  throw invalidRequest('missing_required_parameter', `${param} is required`, param)
}

export function checkMessages(request: ChatRequest): void {
  for (const [index, message] of request.body.messages.entries()) {
    if (isUpdate(message)) checkUpdate(request, message, index)
    else checkContent(message, index)
  }
}
