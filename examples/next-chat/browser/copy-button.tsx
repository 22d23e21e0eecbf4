'use client'
import { useEffect, useState } from 'react'

export function CopyButton({ label, getText }: { label: string; getText: () => string }) {
  const [result, setResult] = useState<string>()

  useEffect(() => {
    if (result === undefined) return undefined
    const timer = setTimeout(() => setResult(undefined), 2000)
    return () => clearTimeout(timer)
  }, [result])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(getText())
      setResult('Copied')
    } catch {
      // Browsers want https for this, and the user's consent.
      setResult('The browser forbids it')
    }
  }

  return (
    <button type="button" className="quiet" onClick={copy}>
      <span role="status">{result ?? label}</span>
    </button>
  )
}
