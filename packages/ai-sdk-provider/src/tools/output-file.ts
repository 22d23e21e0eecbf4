import type { FilePart, ImagePart, ToolResultOutput } from '@ai-sdk/provider-utils'

/** A file that stays, and the name that it has in the text. */
export interface KeptFile {
  label: string
  part: FilePart | ImagePart
}

type ContentItem = Extract<ToolResultOutput, { type: 'content' }>['value'][number]

/** A file in the result of a tool as a part of a message; older names of it too. */
export function outputFile(item: ContentItem): FilePart | undefined {
  switch (item.type) {
    case 'file':
      return item
    case 'file-data':
    case 'image-data':
      return { ...item, type: 'file', data: { type: 'data', data: item.data } }
    case 'file-url':
    case 'image-url':
      if (!URL.canParse(item.url)) return undefined
      return {
        type: 'file',
        data: { type: 'url', url: new URL(item.url) },
        mediaType: item.type === 'image-url' ? 'image' : (item.mediaType ?? 'application/octet-stream'),
      }
    case 'file-reference':
    case 'image-file-reference':
      return {
        type: 'file',
        data: { type: 'reference', reference: item.providerReference },
        mediaType: item.type === 'image-file-reference' ? 'image' : 'application/octet-stream',
      }
    default:
      return undefined
  }
}
