'use client'
import { useEffect, useState } from 'react'

export function CopyButton({ label, getText }: { label: string; getText: () => string }) {
  const [isCopied, setIsCopied] = useState(false)

  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setIsCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [isCopied])

  const copy = async () => {
    await navigator.clipboard.writeText(getText())
    setIsCopied(true)
  }

  return (
    <button type="button" className="quiet" onClick={copy}>
      <span role="status">{isCopied ? 'Copied' : label}</span>
    </button>
  )
}
