import type {
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '@ai-sdk/provider'

/** What the parts of an answer say, put together. */
export type CollectedResult = Pick<
  LanguageModelV4GenerateResult,
  'content' | 'finishReason' | 'usage' | 'providerMetadata'
> & { responseMetadata: { id?: string; timestamp?: Date; modelId?: string } }

/** Puts the parts of an answer together as a consumer of the stream would, in the order in which they began. */
export function collectResult(parts: readonly LanguageModelV4StreamPart[]): CollectedResult {
  const content: LanguageModelV4Content[] = []
  const openBlocks = new Map<string, OpenBlock>()
  const responseMetadata = {}
  let finish: Extract<LanguageModelV4StreamPart, { type: 'finish' }> | undefined

  for (const part of parts) {
    if (part.type === 'finish') finish = part
    else if (part.type === 'response-metadata') Object.assign(responseMetadata, withoutType(part))
    else collectContent(part, content, openBlocks)
  }
  if (finish === undefined) throw new Error('An answer without a finish part.')
  return { content, responseMetadata, ...withoutType(finish) }
}

function collectContent(
  part: LanguageModelV4StreamPart,
  content: LanguageModelV4Content[],
  openBlocks: Map<string, OpenBlock>,
): void {
  switch (part.type) {
    case 'text-start':
      openBlocks.set(part.id, startBlock('text', content))
      break
    case 'reasoning-start':
      openBlocks.set(part.id, startBlock('reasoning', content))
      break
    case 'text-delta':
    case 'reasoning-delta':
      openBlocks.get(part.id)?.pieces.push(part.delta)
      break
    case 'text-end':
    case 'reasoning-end':
      endBlock(openBlocks.get(part.id), part)
      break
    case 'tool-call':
    case 'source':
    case 'file':
      content.push(part)
      break
    default:
      break
  }
}

function withoutType<T extends { type: string }>({ type: _type, ...rest }: T): Omit<T, 'type'> {
  return rest
}

interface OpenBlock {
  block: { type: 'text' | 'reasoning'; text: string }
  pieces: string[]
}

type BlockEnd = Extract<LanguageModelV4StreamPart, { type: 'text-end' | 'reasoning-end' }>

function startBlock(type: 'text' | 'reasoning', content: LanguageModelV4Content[]): OpenBlock {
  const block = { type, text: '' }
  content.push(block)
  return { block, pieces: [] }
}

function endBlock(open: OpenBlock | undefined, { type: _type, id: _id, ...end }: BlockEnd): void {
  if (open) Object.assign(open.block, { text: open.pieces.join('') }, end)
}
