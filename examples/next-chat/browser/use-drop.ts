'use client'
import { useState, type DragEvent } from 'react'

/** Files that are dragged onto an element, and whether some are over it. */
export function useDrop(onDrop: (files: File[]) => unknown) {
  const [isDragging, setIsDragging] = useState(false)
  return {
    isDragging,
    dropHandlers: {
      onDragOver(event: DragEvent) {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setIsDragging(true)
      },
      onDragLeave(event: DragEvent) {
        if (event.currentTarget === event.target) setIsDragging(false)
      },
      onDrop(event: DragEvent) {
        event.preventDefault()
        setIsDragging(false)
        void onDrop([...event.dataTransfer.files])
      },
    },
  }
}
