'use client'
import { useRef } from 'react'
import type { Attachments } from './use-attachments.ts'

export function AttachButton({ onAttach }: { onAttach: (files: File[]) => unknown }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        multiple
        hidden
        onChange={event => {
          void onAttach([...(event.target.files ?? [])])
          // The same file may be chosen once more.
          event.target.value = ''
        }}
      />
      <button type="button" className="quiet" onClick={() => input.current?.click()}>
        Attach<span className="unseen"> images</span>
      </button>
    </>
  )
}

export function AttachedImages({ attachments: { files, problem, remove } }: { attachments: Attachments }) {
  return (
    <>
      {files.length > 0 && (
        <ul className="attached" aria-label="Attached images">
          {files.map(file => (
            <li key={file.url}>
              <img src={file.url} alt={file.filename ?? 'Image'} />
              <button
                type="button"
                aria-label={`Remove ${file.filename ?? 'image'}`}
                onClick={() => remove(file)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      )}
      {problem && (
        <p className="hint" role="alert">
          {problem}
        </p>
      )}
    </>
  )
}
