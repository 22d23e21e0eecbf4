'use client'
import { useLiveQuery } from 'dexie-react-hooks'
import { useState } from 'react'
import { deleteConversation } from './conversations.ts'
import { database, type ConversationRow } from './database.ts'
import { formatCharge } from './numbers.ts'

interface ConversationListProps {
  current: string
  onOpen: (id: string) => void
  onStartAnew: () => void
}

/** On a wide screen a column, on a phone a popover of the same element. */
export function ConversationList({ current, onOpen, onStartAnew }: ConversationListProps) {
  const conversations = useLiveQuery(() => database.conversations.orderBy('updatedAt').toArray())
  const remove = async (id: string) => {
    await deleteConversation(id)
    if (id === current) onStartAnew()
  }
  return (
    <nav id="conversations" popover="auto" aria-label="Conversations">
      <p className="brand">
        NanoGPT <span>chat</span>
      </p>
      <button
        type="button"
        className="button"
        onClick={() => {
          onStartAnew()
          closeList()
        }}
      >
        New conversation
      </button>
      <ul>
        {conversations?.toReversed().map(conversation => (
          <ConversationItem
            key={conversation.id}
            conversation={conversation}
            isCurrent={conversation.id === current}
            onOpen={() => {
              onOpen(conversation.id)
              closeList()
            }}
            onDelete={() => void remove(conversation.id)}
          />
        ))}
      </ul>
      <p className="small">Kept in this browser only.</p>
    </nav>
  )
}

function closeList(): void {
  document.querySelector<HTMLElement>('#conversations:popover-open')?.hidePopover()
}

interface ConversationItemProps {
  conversation: ConversationRow
  isCurrent: boolean
  onOpen: () => void
  onDelete: () => void
}

function ConversationItem({ conversation, isCurrent, onOpen, onDelete }: ConversationItemProps) {
  const { title, costUsd } = conversation
  const [isAsking, setIsAsking] = useState(false)
  if (isAsking) {
    return (
      <li className="asking">
        <span>Delete “{title.slice(0, 24)}”?</span>
        <button type="button" className="quiet" autoFocus onClick={onDelete}>
          Delete
        </button>
        <button type="button" className="quiet" onClick={() => setIsAsking(false)}>
          Keep
        </button>
      </li>
    )
  }
  return (
    <li>
      <button type="button" className="open" aria-current={isCurrent ? 'page' : undefined} onClick={onOpen}>
        <span>{title}</span>
        <span className="number">{formatCharge(costUsd)}</span>
      </button>
      <button
        type="button"
        className="quiet delete"
        aria-label={`Delete “${title}”`}
        onClick={() => setIsAsking(true)}
      >
        ×
      </button>
    </li>
  )
}
