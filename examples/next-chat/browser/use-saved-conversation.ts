'use client'
import type { Chat } from '@ai-sdk/react'
import type { ChatStatus } from 'ai'
import { useEffect, useState } from 'react'
import type { ChatMessage } from '../chat/chat-message.ts'
import { saveConversation } from './conversations.ts'

/** Keeps a conversation in the browser: every second while an answer arrives, and when it has. */
export function useSavedConversation(chat: Chat<ChatMessage>, status: ChatStatus): { isSaved: boolean } {
  const [isSaved, setIsSaved] = useState(true)

  useEffect(() => {
    const save = () =>
      saveConversation(chat).then(
        () => setIsSaved(true),
        () => setIsSaved(false),
      )
    void save()
    if (status !== 'streaming') return undefined
    const timer = setInterval(save, 1000)
    return () => clearInterval(timer)
  }, [chat, status])

  return { isSaved }
}
