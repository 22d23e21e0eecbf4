'use client'
import {
  useEffect,
  useRef,
  useState,
  type ClipboardEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  type SubmitEvent,
} from 'react'
import type { ChatModel } from '../chat/chat-model.ts'
import { AttachButton, AttachedImages } from './attached-images.tsx'
import type { Attachments } from './use-attachments.ts'

interface ComposerProps {
  attachments: Attachments
  model: ChatModel | undefined
  isBusy: boolean
  isSaved: boolean
  onSend: (text: string) => void
  onStop: () => void
  onPickModel: () => void
  /** The settings. */
  children: ReactNode
}

export function Composer(props: ComposerProps) {
  const { attachments, model, isBusy, isSaved, onSend, onStop, onPickModel, children } = props
  const [text, setText] = useState('')
  const form = useRef<HTMLFormElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  const isEmpty = text.trim() === '' && attachments.files.length === 0
  const isBlind = attachments.files.length > 0 && model?.abilities.includes('vision') === false
  useFocus(field)

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy || isEmpty) return
    onSend(text.trim())
    setText('')
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While a word is being composed, as in Japanese, Enter belongs to the word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    form.current?.requestSubmit()
  }
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    void attachments.add([...event.clipboardData.files])
  }

  return (
    <form ref={form} className="composer" onSubmit={send}>
      <AttachedImages attachments={attachments} />
      {isBlind && <BlindHint model={model} onPickModel={onPickModel} />}
      {!isSaved && (
        <p className="hint">This conversation is not saved: the storage of the browser is full.</p>
      )}
      <textarea
        ref={field}
        aria-label="Your question"
        placeholder="Ask anything"
        rows={1}
        value={text}
        onChange={event => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
      />
      <div className="row">
        {children}
        <div className="actions">
          <AttachButton onAttach={attachments.add} />
          {isBusy ? (
            <button type="button" className="button stop" onClick={onStop}>
              Stop
            </button>
          ) : (
            <button type="submit" className="button" disabled={isEmpty}>
              Send
            </button>
          )}
        </div>
      </div>
    </form>
  )
}

function BlindHint({ model, onPickModel }: { model: ChatModel; onPickModel: () => void }) {
  return (
    <p className="hint">
      {model.name} cannot see images.{' '}
      <button type="button" className="quiet" onClick={onPickModel}>
        Choose a model that can
      </button>
    </p>
  )
}

/** One begins by typing; on a phone the keyboard would cover the page. */
function useFocus(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus()
  }, [field])
}
