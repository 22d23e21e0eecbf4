import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import '@fontsource-variable/literata/wght.css'
import '@fontsource-variable/literata/wght-italic.css'
import '@fontsource-variable/schibsted-grotesk/wght.css'
import '@fontsource-variable/spline-sans-mono/wght.css'
import '../styles/base.css'
import '../styles/shell.css'
import '../styles/turn.css'
import '../styles/prose.css'
import '../styles/foot.css'
import '../styles/picker.css'

export const metadata: Metadata = {
  title: 'NanoGPT chat',
  description: 'A chat with every model of NanoGPT, and what each answer costs',
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  interactiveWidget: 'resizes-content',
}

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
