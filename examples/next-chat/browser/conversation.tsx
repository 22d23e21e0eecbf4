'use client'
import { useChat } from '@ai-sdk/react'
import { use, useCallback, useRef } from 'react'
import { useStickToBottom } from 'use-stick-to-bottom'
import type { ChatSettings } from '../chat/chat-settings.ts'
import { Composer } from './composer.tsx'
import { openConversation } from './conversations.ts'
import { FirstPage } from './first-page.tsx'
import { Ledger } from './ledger.tsx'
import { ModelPicker } from './model-picker.tsx'
import { SettingsBar } from './settings-bar.tsx'
import { Transcript } from './transcript.tsx'
import { useActions } from './use-actions.ts'
import { useAttachments } from './use-attachments.ts'
import { useDrop } from './use-drop.ts'
import type { Catalogue } from './use-models.ts'
import { useSavedConversation } from './use-saved-conversation.ts'
import { useSettings } from './use-settings.ts'
import { useShortcuts } from './use-shortcuts.ts'

interface ConversationProps {
  id: string
  isEmulated: boolean
  catalogue: Catalogue
  /** Called with the first question: the conversation has an address from now on. */
  onBegin: () => void
  onStartAnew: () => void
}

export function Conversation({ id, isEmulated, catalogue, onBegin, onStartAnew }: ConversationProps) {
  const { chat, messages, status, isBusy, error, isSaved, stop } = useConversation(id)
  const [settings, changeSettings] = useSettings()
  const attachments = useAttachments()
  const { isDragging, dropHandlers } = useDrop(attachments.add)
  const { scrollRef, contentRef, scrollToBottom } = useStickToBottom({
    // The first page is read from its beginning.
    initial: messages.length > 0 && 'instant',
    resize: 'instant',
  })
  const picker = useRef<HTMLDialogElement>(null)
  const pickModel = useCallback(() => picker.current?.showModal(), [])
  const { ask, edit, answerAnew } = useActions(chat, settings, catalogue.models)
  const model = catalogue.models.find(candidate => candidate.id === settings.model)
  useShortcuts({ pickModel, stop: isBusy ? stop : undefined })

  const send = (text: string, change: Partial<ChatSettings> = {}) => {
    changeSettings(change)
    ask({ text, files: [...attachments.files] }, change)
    attachments.clear()
    onBegin()
    void scrollToBottom()
  }

  return (
    <main className="conversation" data-dragging={isDragging || undefined} {...dropHandlers}>
      <div className="scroll" ref={scrollRef}>
        <div className="page" ref={contentRef}>
          {messages.length === 0 ? (
            <FirstPage isEmulated={isEmulated} onStart={send} />
          ) : (
            <h1 className="unseen">Conversation</h1>
          )}
          <Transcript
            {...{ messages, status, error }}
            ways={{ retry: () => answerAnew(), chooseModel: pickModel, startAnew: onStartAnew }}
            onEdit={edit}
            onRegenerate={answerAnew}
          />
        </div>
      </div>
      <footer className="foot">
        <div className="page">
          <Composer
            {...{ attachments, model, isBusy, isSaved }}
            onSend={send}
            onStop={stop}
            onPickModel={pickModel}
          >
            <SettingsBar {...{ settings, model }} onChange={changeSettings} onPickModel={pickModel} />
          </Composer>
          <Ledger conversationId={id} />
        </div>
      </footer>
      <ModelPicker
        dialog={picker}
        catalogue={catalogue}
        chosen={settings.model}
        onChoose={chosen => changeSettings({ model: chosen })}
      />
    </main>
  )
}

/** What was said, what goes on, and whether it is kept. */
function useConversation(id: string) {
  const chat = use(openConversation(id))
  const { messages, status, error, stop } = useChat({ chat, throttle: 60 })
  const { isSaved } = useSavedConversation(chat, status)
  const isBusy = status === 'submitted' || status === 'streaming'
  return { chat, messages, status, isBusy, error, isSaved, stop }
}
