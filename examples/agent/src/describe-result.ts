import type { TypedToolResult } from 'ai'
import type { FolderAgent } from './agent.ts'

type ToolResult = TypedToolResult<FolderAgent['tools']>

/** What a tool gave back, in a few words. */
export function describeResult(result: ToolResult): string {
  if (result.dynamic) return JSON.stringify(result.output)
  switch (result.toolName) {
    case 'listFiles': {
      const { files, omitted, note } = result.output
      return [plural(files.length + omitted, 'file'), note].filter(Boolean).join('. ')
    }
    case 'readFile': {
      const { fromLine, toLine, totalLines } = result.output
      return `lines ${fromLine} to ${toLine} of ${totalLines}`
    }
    case 'searchFiles': {
      const { matches, hasMore, note } = result.output
      const files = new Set(matches.map(({ path }) => path)).size
      const found = `${hasMore ? 'more than ' : ''}${plural(matches.length, 'line')} in ${plural(files, 'file')}`
      return [found, note].filter(Boolean).join('. ')
    }
    case 'editFile':
    case 'writeFile': {
      const signs = result.output.diff.map(line => line.charAt(0))
      const times = (sign: string) => signs.filter(other => other === sign).length
      return `${result.output.path} changed: +${times('+')} -${times('-')} lines`
    }
    case 'webSearch':
    case 'scrapeUrls': {
      const { output } = result
      if (output.error !== undefined) return output.error
      return `${plural(output.sources.length, 'source')}${output.costUsd === undefined ? '' : ` · $${output.costUsd}`}`
    }
  }
}

/** Pages that a tool found, by URL, with their titles. */
export function sourcesOf(result: ToolResult): [url: string, title: string | undefined][] {
  if (result.dynamic || (result.toolName !== 'webSearch' && result.toolName !== 'scrapeUrls')) return []
  return result.output.error === undefined ? result.output.sources.map(({ url, title }) => [url, title]) : []
}

function plural(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}
