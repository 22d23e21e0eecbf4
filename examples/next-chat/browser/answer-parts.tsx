'use client'
import { getToolName, isToolUIPart, type DynamicToolUIPart, type SourceUrlUIPart, type ToolUIPart } from 'ai'
import type { ChatMessage, ChatPart } from '../chat/chat-message.ts'
import { Markdown } from './markdown.tsx'

/** One part of an answer. Sources are gathered below it, and step marks are nothing to see. */
export function AnswerPart({ part, isStreaming, isLast }: AnswerPartProps) {
  const isGrowing = isStreaming && isLast
  if (part.type === 'text') return <Markdown text={part.text} isStreaming={isGrowing} />
  if (part.type === 'reasoning') return <Thoughts text={part.text} isThinking={isGrowing} />
  if (part.type === 'file') return <Picture url={part.url} mediaType={part.mediaType} />
  if (isToolUIPart(part)) return <ToolCall part={part} isStreaming={isStreaming} />
  return null
}

interface AnswerPartProps {
  part: ChatPart
  /** Whether the answer is still being written. */
  isStreaming: boolean
  isLast: boolean
}

/** Open while the model thinks, closed when it speaks; what the reader opens stays open. */
function Thoughts({ text, isThinking }: { text: string; isThinking: boolean }) {
  // Some models think in secret, and send a part without words.
  if (text === '') return null
  return (
    <details className="thoughts" open={isThinking}>
      <summary>{isThinking ? 'Thinking' : 'Thoughts'}</summary>
      <Markdown text={text} isStreaming={isThinking} />
    </details>
  )
}

function Picture({ url, mediaType }: { url: string; mediaType: string }) {
  if (!mediaType.startsWith('image/')) {
    return (
      <a href={url} download>
        Download the file ({mediaType})
      </a>
    )
  }
  return (
    <a href={url} download className="picture">
      {/* A data URL: there is nothing that next/image could do for it. */}
      <img src={url} alt="Drawn by the model" />
    </a>
  )
}

type AnyToolPart = ToolUIPart | DynamicToolUIPart | Extract<ChatPart, { type: `tool-${string}` }>

const TOOL_STATES: Readonly<Record<string, string>> = {
  'input-streaming': 'writing the arguments',
  'input-available': 'running',
  'output-available': 'done',
  'output-error': 'failed',
}

/** A call of an answer that was stopped will never be done. */
function describeState({ state }: AnyToolPart, isStreaming: boolean): string {
  return !isStreaming && state.startsWith('input-') ? 'not finished' : (TOOL_STATES[state] ?? state)
}

function ToolCall({ part, isStreaming }: { part: AnyToolPart; isStreaming: boolean }) {
  const picture =
    part.type === 'tool-drawPicture' && part.state === 'output-available' && pictureIn(part.output)
  return (
    <>
      <details className="tool" data-state={part.state}>
        <summary>
          <code>{getToolName(part)}</code> <code className="brief">{JSON.stringify(part.input)}</code>{' '}
          <span>{describeState(part, isStreaming)}</span>
        </summary>
        <p>Arguments</p>
        <Json value={part.input} />
        {part.state === 'output-available' && <p>Result</p>}
        {part.state === 'output-available' && <Json value={part.output} />}
        {part.state === 'output-error' && <p>Error</p>}
        {part.state === 'output-error' && <pre>{part.errorText}</pre>}
      </details>
      {picture && <Picture url={picture} mediaType="image/*" />}
    </>
  )
}

function pictureIn(output: unknown): string | undefined {
  const picture = typeof output === 'object' && output !== null && 'picture' in output && output.picture
  return typeof picture === 'string' && picture.startsWith('data:image/') ? picture : undefined
}

function Json({ value }: { value: unknown }) {
  return <pre tabIndex={0}>{JSON.stringify(value, withoutFiles, 2)}</pre>
}

/** Files in results are long, and nobody reads them. */
function withoutFiles(_key: string, value: unknown): unknown {
  return typeof value === 'string' && value.startsWith('data:') ? `${value.slice(0, 40)}…` : value
}

export function Sources({ message }: { message: ChatMessage }) {
  const sources = message.parts.filter((part): part is SourceUrlUIPart => part.type === 'source-url')
  if (sources.length === 0) return null
  return (
    <section className="sources" aria-label="Sources">
      <h3>Sources</h3>
      <ol>
        {[...new Map(sources.map(source => [source.url, source])).values()].map(({ url, title }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {title ?? url}
            </a>{' '}
            <span>{URL.parse(url)?.hostname.replace(/^www\./, '')}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
