import { Chat } from '@ai-sdk/react'
import { DefaultChatTransport } from 'ai'
import type { ChatMessage } from '../chat/chat-message.ts'
import { database, type LedgerEntry } from './database.ts'
import { textOf } from './message-text.ts'

const openChats = new Map<string, Promise<Chat<ChatMessage>>>()
const savedStates = new WeakSet<ChatMessage[]>()

/**
 * The chat of a conversation, with what was said so far. There is one for each, whatever is on the screen: an answer
 * goes on while its reader is in another conversation.
 */
export function openConversation(id: string): Promise<Chat<ChatMessage>> {
  const open = openChats.get(id) ?? loadChat(id)
  openChats.set(id, open)
  // What could not be read is read anew next time.
  open.catch(() => openChats.delete(id))
  return open
}

async function loadChat(id: string): Promise<Chat<ChatMessage>> {
  const transcript = await database.transcripts.get(id)
  const chat: Chat<ChatMessage> = new Chat<ChatMessage>({
    id,
    messages: transcript?.messages ?? [],
    transport: new DefaultChatTransport({ api: '/api/chat' }),
    onFinish: () => void saveConversation(chat),
  })
  savedStates.add(chat.messages)
  return chat
}

/** Writes down what is new. Half an answer is worth keeping: it may have been paid for. */
export async function saveConversation({ id, messages }: Chat<ChatMessage>): Promise<void> {
  if (savedStates.has(messages)) return
  const entry = toEntry(id, messages)
  const { conversations, transcripts, entries } = database
  await database.transaction('rw', conversations, transcripts, entries, async () => {
    if (entry !== undefined) await entries.put(entry)
    const spent = await entries.where({ conversationId: id }).toArray()
    await transcripts.put({ id, messages })
    await conversations.put({
      id,
      title: titleOf(messages),
      updatedAt: Date.now(),
      costUsd: spent.reduce((sum, { costUsd }) => sum + costUsd, 0),
    })
  })
  savedStates.add(messages)
}

export async function deleteConversation(id: string): Promise<void> {
  const chat = await openChats.get(id)
  openChats.delete(id)
  await chat?.stop()
  const { conversations, transcripts, entries } = database
  await database.transaction('rw', conversations, transcripts, entries, async () => {
    await conversations.delete(id)
    await transcripts.delete(id)
    await entries.where({ conversationId: id }).delete()
  })
}

/** An answer that failed before its first word was not charged, and is none. */
function toEntry(conversationId: string, messages: readonly ChatMessage[]): LedgerEntry | undefined {
  const [question, answer] = messages.slice(-2)
  const facts = answer?.metadata
  if (answer?.role !== 'assistant' || facts === undefined) return undefined
  if (facts.costUsd === undefined && !answer.parts.some(part => part.type !== 'step-start')) return undefined
  return {
    id: answer.id,
    conversationId,
    createdAt: Date.now(),
    model: facts.model,
    question: question === undefined ? '' : textOf(question),
    inputTokens: facts.inputTokens ?? 0,
    outputTokens: facts.outputTokens ?? 0,
    costUsd: facts.costUsd ?? 0,
    isIncomplete: facts.pricedRequests < facts.requests,
  }
}

function titleOf(messages: readonly ChatMessage[]): string {
  const text = messages[0] === undefined ? '' : textOf(messages[0])
  return text.replaceAll(/\s+/g, ' ').slice(0, 80) || 'An image'
}
