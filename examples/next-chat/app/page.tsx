import { connection } from 'next/server'
import { Suspense } from 'react'
import { ChatPage } from '../browser/chat-page.tsx'

export default async function Page() {
  // The environment of the running server counts, not that of the build.
  await connection()
  return (
    <Suspense>
      <ChatPage isEmulated={process.env['NANOGPT_CHAT_EMULATED'] === '1'} />
    </Suspense>
  )
}
