'use client'
import type { ChatStatus } from 'ai'
import { readFailure } from '../chat/chat-failure.ts'
import type { ChatMessage } from '../chat/chat-message.ts'
import { FailureNotice, type WaysOut } from './failure-notice.tsx'
import { Answer, Question } from './turn.tsx'

interface TranscriptProps {
  messages: readonly ChatMessage[]
  status: ChatStatus
  error: Error | undefined
  ways: WaysOut
  onEdit: (message: ChatMessage, text: string) => void
  onRegenerate: (message: ChatMessage) => void
}

export function Transcript({ messages, status, error, ways, onEdit, onRegenerate }: TranscriptProps) {
  const isBusy = status === 'submitted' || status === 'streaming'
  const last = messages.at(-1)
  const isUnanswered = last !== undefined && !isAnswer(last)

  return (
    <>
      {messages.map(message => {
        if (message.role === 'user') {
          return <Question key={message.id} message={message} isBusy={isBusy} onEdit={onEdit} />
        }
        // A request that failed before the first word leaves an empty answer behind.
        if (!isAnswer(message)) return null
        const isStreaming = isBusy && message === last
        return (
          <Answer
            key={message.id}
            message={message}
            isStreaming={isStreaming}
            isBusy={isBusy}
            onRegenerate={onRegenerate}
          />
        )
      })}
      {isBusy && isUnanswered && (
        <div className="turn answer">
          <div className="said">
            <p className="writing" aria-hidden="true" />
          </div>
        </div>
      )}
      {error && <FailureNotice failure={readFailure(error)} ways={ways} />}
      {!isBusy && !error && isUnanswered && <Unanswered onRetry={ways.retry} />}
      <p role="status" className="unseen">
        {isBusy && 'The answer is being written.'}
        {status === 'ready' && last && !isUnanswered && 'The answer is complete.'}
      </p>
    </>
  )
}

function isAnswer({ role, parts }: ChatMessage): boolean {
  return role === 'assistant' && parts.some(part => part.type !== 'step-start')
}

/** After a reload, or a stop before the first word. */
function Unanswered({ onRetry }: { onRetry: () => void }) {
  return (
    <div className="failure calm">
      <p>This question has no answer yet.</p>
      <div className="actions">
        <button type="button" className="button" onClick={onRetry}>
          Ask again
        </button>
      </div>
    </div>
  )
}
