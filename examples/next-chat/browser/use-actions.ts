'use client'
import type { Chat } from '@ai-sdk/react'
import { useMemo } from 'react'
import type { ChatMessage } from '../chat/chat-message.ts'
import type { ChatModel } from '../chat/chat-model.ts'
import type { ChatSettings } from '../chat/chat-settings.ts'
import { fitSettings } from './use-settings.ts'

/** Everything that asks for an answer, with the settings of the moment. Failures arrive as `error` of `useChat`. */
export function useActions(chat: Chat<ChatMessage>, settings: ChatSettings, models: readonly ChatModel[]) {
  return useMemo(() => {
    const withSettings = (change: Partial<ChatSettings> = {}) => ({
      body: { settings: fitSettings({ ...settings, ...change }, models) },
    })
    return {
      ask(question: Parameters<typeof chat.sendMessage>[0], change?: Partial<ChatSettings>) {
        void chat.sendMessage(question, withSettings(change))
      },
      /** Replaces a question and all that followed. Its images stay. */
      edit(message: ChatMessage, text: string) {
        const files = message.parts.filter(part => part.type === 'file')
        void chat.sendMessage({ text, files, messageId: message.id }, withSettings())
      },
      /** Replaces an answer and all that followed; the last one where none is named. */
      answerAnew(message?: ChatMessage) {
        void chat.regenerate({ ...(message && { messageId: message.id }), ...withSettings() })
      },
    }
  }, [chat, settings, models])
}
