'use client'

export default function Failed({ reset }: { reset: () => void }) {
  return (
    <main className="failure" role="alert">
      <p>
        <strong>The chat could not open.</strong> It keeps conversations in IndexedDB, which this browser may
        have switched off, as some do in private windows.
      </p>
      <button type="button" className="button" onClick={reset}>
        Try again
      </button>
    </main>
  )
}
