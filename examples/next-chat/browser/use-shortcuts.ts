'use client'
import { useEffect } from 'react'

/** Ctrl K or ⌘ K chooses a model, Escape stops an answer. */
export function useShortcuts({
  pickModel,
  stop,
}: {
  pickModel: () => void
  stop: (() => void) | undefined
}): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // An open dialog has its own use for Escape.
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return
      if (event.key === 'Escape' && stop !== undefined) stop()
      else if (event.key === 'k' && (event.ctrlKey || event.metaKey)) pickModel()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [pickModel, stop])
}
