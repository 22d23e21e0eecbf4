'use client'
import type { ChatFailure } from '../chat/chat-failure.ts'

export interface WaysOut {
  retry: () => void
  chooseModel: () => void
  startAnew: () => void
}

/** What happened, what to do, and the button that does it. */
export function FailureNotice({ failure, ways }: { failure: ChatFailure; ways: WaysOut }) {
  const { title, advice, wayOut, requestId } = failure
  return (
    <div className="failure" role="alert">
      <p>
        <strong>{title}.</strong> {advice}
      </p>
      {requestId && <p className="small">NanoGPT’s support can look up {requestId}.</p>}
      <div className="actions">
        {wayOut === 'add-balance' && (
          <a className="button" href="https://nano-gpt.com/balance" target="_blank" rel="noreferrer">
            Add balance
          </a>
        )}
        {wayOut === 'new-conversation' && (
          <button type="button" className="button" onClick={ways.startAnew}>
            New conversation
          </button>
        )}
        {wayOut === 'choose-model' && (
          <button type="button" className="button" onClick={ways.chooseModel}>
            Choose another model
          </button>
        )}
        <button type="button" className={wayOut === 'retry' ? 'button' : 'quiet'} onClick={ways.retry}>
          Try again
        </button>
      </div>
    </div>
  )
}
