import { EventSourceParserStream } from 'eventsource-parser/stream'
import type { AnswerContent } from '../answers/chat-answer.ts'
import type { Contestant } from './contestant.ts'

/** Bytes to text to frames to JSON, and nothing else: what no reader built of the usual parts can go below. */
export const bareParser: Contestant = {
  name: 'bare parser',
  moduleName: 'eventsource-parser/stream',
  async readStream(fetch, onPart) {
    const { body } = await fetch('https://benchmark.invalid/')
    if (body === null) throw new Error('An answer without a body.')
    // A TextDecoderStream takes any bytes; its type asks for those that own their buffer.
    const decoder: ReadableWritablePair<string, Uint8Array> = new TextDecoderStream() as never
    const reader = body.pipeThrough(decoder).pipeThrough(new EventSourceParserStream()).getReader()
    while (true) {
      const { value, done } = await reader.read()
      if (done) return
      if (value.data !== '[DONE]') onPart(JSON.parse(value.data))
    }
  },
  contentOf(part) {
    const [choice] = (part as WireChunk).choices
    const content: Partial<AnswerContent> = {}
    if (choice?.delta.content) content.text = choice.delta.content
    if (choice?.delta.reasoning) content.reasoning = choice.delta.reasoning
    const [toolCall] = choice?.delta.tool_calls ?? []
    if (toolCall) content.toolInput = toolCall.function.arguments
    return content
  },
  async readFile(_kind, { fetch, form }) {
    const response = await fetch('https://benchmark.invalid/')
    if (form === 'bytes') return new Uint8Array(await response.arrayBuffer())
    const [{ b64_json: base64 = '', url = '' } = {}] = ((await response.json()) as WireFiles).data
    return form === 'base64'
      ? Buffer.from(base64, 'base64')
      : new Uint8Array(await (await fetch(url)).arrayBuffer())
  },
}

interface WireFiles {
  data: { b64_json?: string; url?: string }[]
}

/** What the prepared answers contain. */
interface WireChunk {
  choices: {
    delta: { content?: string; reasoning?: string; tool_calls?: { function: { arguments: string } }[] }
  }[]
}
