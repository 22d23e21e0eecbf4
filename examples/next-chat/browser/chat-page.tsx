'use client'
import { generateId } from 'ai'
import dynamic from 'next/dynamic'
import { useSearchParams } from 'next/navigation'
import { useCallback, useState } from 'react'
import { useModels } from './use-models.ts'

// They live on what this browser has stored, which the server does not know.
const Conversation = dynamic(async () => (await import('./conversation.tsx')).Conversation, { ssr: false })
const ConversationList = dynamic(async () => (await import('./conversation-list.tsx')).ConversationList, {
  ssr: false,
  loading: () => <nav />,
})

/** Which conversation is open stands in the address, so that reload, back and bookmarks work. */
export function ChatPage({ isEmulated }: { isEmulated: boolean }) {
  const [draftId, setDraftId] = useState(generateId)
  const id = useSearchParams().get('chat') ?? draftId
  const catalogue = useModels()

  const startAnew = useCallback(() => {
    setDraftId(generateId())
    window.history.pushState(null, '', '/')
  }, [])

  return (
    <div className="shell">
      <ConversationList
        current={id}
        onOpen={opened => window.history.pushState(null, '', `?chat=${opened}`)}
        onStartAnew={startAnew}
      />
      <header className="bar">
        <button type="button" className="quiet" popoverTarget="conversations">
          Conversations
        </button>
        <button type="button" className="quiet" onClick={startAnew}>
          New
        </button>
      </header>
      <Conversation
        key={id}
        id={id}
        isEmulated={isEmulated}
        catalogue={catalogue}
        onBegin={() => window.history.replaceState(null, '', `?chat=${id}`)}
        onStartAnew={startAnew}
      />
    </div>
  )
}
