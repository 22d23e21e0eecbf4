'use client'
import type { FileUIPart } from 'ai'
import { useState } from 'react'

export interface Attachments {
  files: readonly FileUIPart[]
  /** What could not be attached, and why. */
  problem: string | undefined
  add: (files: Iterable<File>) => Promise<void>
  remove: (file: FileUIPart) => void
  clear: () => void
}

/** Images that go with the next question, from a picker, the clipboard or a drop. */
export function useAttachments(): Attachments {
  const [files, setFiles] = useState<readonly FileUIPart[]>([])
  const [problem, setProblem] = useState<string>()

  return {
    files,
    problem,
    async add(added) {
      setProblem(undefined)
      for (const file of added) {
        try {
          const part = await toFilePart(file)
          setFiles(others => [...others, part])
        } catch {
          setProblem(
            `${file.name || 'This file'} is no image that this browser can read: PNG, JPEG, WebP or GIF.`,
          )
        }
      }
    },
    remove: file => setFiles(others => others.filter(other => other !== file)),
    clear() {
      setFiles([])
      setProblem(undefined)
    },
  }
}

const LONGEST_SIDE = 2048
const MAX_BYTES = 1_000_000

/** A photo of a phone would be too large for the API, and no model sees more than this. */
async function toFilePart(file: File): Promise<FileUIPart> {
  const image = await createImageBitmap(file)
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height))
  const isSmall = scale === 1 && file.size <= MAX_BYTES
  const blob = isSmall ? file : await redraw(image, scale)
  return { type: 'file', mediaType: blob.type, filename: file.name, url: await toDataUrl(blob) }
}

function redraw(image: ImageBitmap, scale: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.round(image.width * scale), Math.round(image.height * scale))
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('No canvas')
  // JPEG has no transparency, and would show it black.
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
}

function toDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(reader.error))
    reader.readAsDataURL(blob)
  })
}
