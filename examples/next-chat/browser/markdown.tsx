'use client'
import { memo, useRef, type ComponentProps } from 'react'
import ReactMarkdown, { type Components } from 'react-markdown'
import rehypeHighlight from 'rehype-highlight'
import remarkGfm from 'remark-gfm'
import remend from 'remend'
import { CopyButton } from './copy-button.tsx'

/** What a model writes. While it still writes, `remend` closes the marks that are open. */
export const Markdown = memo(function Markdown({
  text,
  isStreaming,
}: {
  text: string
  isStreaming: boolean
}) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeHighlight]} components={components}>
        {isStreaming ? remend(text, { linkMode: 'text-only' }) : text}
      </ReactMarkdown>
    </div>
  )
})

const components: Components = {
  // The page has levels of its own: an answer begins with the third.
  h1: 'h3',
  h2: 'h3',
  h3: 'h4',
  h4: 'h5',
  a: ({ href, children }) => (
    <a href={href} target="_blank" rel="noreferrer">
      {children}
    </a>
  ),
  // An image would be fetched from wherever the words of a model lead to, with what they put in its address.
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} target="_blank" rel="noreferrer">
      {alt || 'Image'}
    </a>
  ),
  pre: ({ children }) => <CodeBlock>{children}</CodeBlock>,
  table: ({ children }) => (
    <div className="table" tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
}

function CodeBlock({ children }: ComponentProps<'pre'>) {
  const block = useRef<HTMLPreElement>(null)
  return (
    <div className="code">
      <CopyButton label="Copy code" getText={() => block.current?.textContent ?? ''} />
      <pre ref={block} tabIndex={0}>
        {children}
      </pre>
    </div>
  )
}
