import { Dexie, type EntityTable } from 'dexie'
import type { ChatMessage } from '../chat/chat-message.ts'
import type { ChatSettings } from '../chat/chat-settings.ts'

/** A conversation in the list. Its messages are elsewhere, so that the list stays quick. */
export interface ConversationRow {
  id: string
  title: string
  updatedAt: number
  costUsd: number
}

/** What one answer took. Entries stay when answers are written anew: the money is spent all the same. */
export interface LedgerEntry {
  /** The id of the answer. */
  id: string
  conversationId: string
  createdAt: number
  model: string
  question: string
  inputTokens: number
  outputTokens: number
  costUsd: number
  /** Whether requests of this answer did not tell their price. */
  isIncomplete: boolean
}

/** Everything the chat remembers, in IndexedDB, in this browser alone. */
export const database = new Dexie('nanogpt-chat') as Dexie & {
  conversations: EntityTable<ConversationRow, 'id'>
  transcripts: EntityTable<{ id: string; messages: ChatMessage[] }, 'id'>
  entries: EntityTable<LedgerEntry, 'id'>
  settings: EntityTable<{ name: 'chat'; value: ChatSettings }, 'name'>
}

database.version(1).stores({
  conversations: 'id, updatedAt',
  transcripts: 'id',
  entries: 'id, conversationId',
  settings: 'name',
})
