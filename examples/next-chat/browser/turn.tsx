'use client'
import { memo, useState, type KeyboardEvent, type SubmitEvent } from 'react'
import type { ChatMessage } from '../chat/chat-message.ts'
import { AnswerPart, Sources } from './answer-parts.tsx'
import { CopyButton } from './copy-button.tsx'
import { MarginNote } from './margin-note.tsx'
import { textOf } from './message-text.ts'

interface QuestionProps {
  message: ChatMessage
  isBusy: boolean
  onEdit: (message: ChatMessage, text: string) => void
}

export const Question = memo(function Question({ message, isBusy, onEdit }: QuestionProps) {
  const [isEditing, setIsEditing] = useState(false)
  const text = textOf(message)
  const images = message.parts.filter(part => part.type === 'file')

  return (
    <article className="turn question">
      <h2 className="unseen">You asked</h2>
      <div className="said">
        {images.map(image => (
          <img
            key={image.url}
            src={image.url}
            alt={image.filename ?? 'Attached image'}
            className="attachment"
          />
        ))}
        {isEditing ? (
          <QuestionEditor
            text={text}
            onCancel={() => setIsEditing(false)}
            onSave={edited => {
              setIsEditing(false)
              onEdit(message, edited)
            }}
          />
        ) : (
          <p>{text}</p>
        )}
      </div>
      {!isEditing && (
        <div className="actions">
          <button type="button" className="quiet" disabled={isBusy} onClick={() => setIsEditing(true)}>
            Edit
          </button>
        </div>
      )}
    </article>
  )
})

interface QuestionEditorProps {
  text: string
  onSave: (text: string) => void
  onCancel: () => void
}

function QuestionEditor({ text, onSave, onCancel }: QuestionEditorProps) {
  const [edited, setEdited] = useState(text)
  const save = (event: SubmitEvent) => {
    event.preventDefault()
    onSave(edited.trim())
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel()
  }
  return (
    <form className="editor" onSubmit={save}>
      <textarea
        aria-label="Edit your question"
        autoFocus
        value={edited}
        onChange={event => setEdited(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="actions">
        <button type="submit" className="button" disabled={edited.trim() === ''}>
          Ask again
        </button>
        <button type="button" className="quiet" onClick={onCancel}>
          Cancel
        </button>
        <p className="small">What followed is replaced. What it cost stays in the total.</p>
      </div>
    </form>
  )
}

interface AnswerProps {
  message: ChatMessage
  isStreaming: boolean
  isBusy: boolean
  onRegenerate: (message: ChatMessage) => void
}

export const Answer = memo(function Answer({ message, isStreaming, isBusy, onRegenerate }: AnswerProps) {
  const { parts, metadata } = message
  const remark = isStreaming ? undefined : remarkOn(metadata?.finishReason)
  return (
    <article className="turn answer" aria-busy={isStreaming}>
      <h2 className="unseen">Answer{metadata && ` of ${metadata.model}`}</h2>
      <div className="said">
        {parts.map((part, index) => (
          <AnswerPart key={index} part={part} isStreaming={isStreaming} isLast={index === parts.length - 1} />
        ))}
        {isStreaming && <p className="writing" aria-hidden="true" />}
        <Sources message={message} />
        {remark && <p className="remark">{remark}</p>}
        {metadata?.warnings.map(warning => (
          <p key={warning} className="remark calm">
            {warning}
          </p>
        ))}
      </div>
      {metadata && <MarginNote facts={metadata} />}
      {!isStreaming && (
        <div className="actions">
          <CopyButton label="Copy" getText={() => textOf(message)} />
          <button type="button" className="quiet" disabled={isBusy} onClick={() => onRegenerate(message)}>
            Answer anew
          </button>
        </div>
      )}
    </article>
  )
})

/** An answer that is not whole must not look whole. */
function remarkOn(finishReason: string | undefined): string | undefined {
  switch (finishReason) {
    case 'stop':
      return undefined
    case 'length':
      return 'The model reached its limit of tokens: this is not the whole answer.'
    case 'tool-calls':
      return 'It called tools until the limit of steps was reached.'
    case 'content-filter':
      return 'A filter ended the answer.'
    case undefined:
      return 'Stopped: this is not the whole answer. What was written may have been charged.'
    default:
      return 'The answer broke off: this is not all of it.'
  }
}
