import type { NanoGPTToolResult } from './tool-output.ts'

/**
 * Cuts the answer and the texts of the sources to so many characters together. Short texts stay whole, and what
 * they do not need is for the long ones.
 */
export function cutTexts<Result extends NanoGPTToolResult>(result: Result, maxCharacters: number): Result {
  const texts = [result.answer ?? '', ...result.sources.map(({ content = '' }) => content)]
  const share = findShare(
    texts.map(text => text.length),
    maxCharacters,
  )
  const omitted = texts.reduce((sum, text) => sum + text.length - cut(text, share).length, 0)
  if (omitted === 0) return result
  return {
    ...result,
    ...(result.answer !== undefined && { answer: mark(result.answer, share) }),
    sources: result.sources.map(source =>
      source.content === undefined ? source : { ...source, content: mark(source.content, share) },
    ),
    omittedCharacters: omitted,
  }
}

/** The longest that a text may be, so that all of them together keep the limit. */
function findShare(lengths: readonly number[], limit: number): number {
  let left = limit
  let share = Infinity
  const ascending = lengths.toSorted((one, other) => one - other)
  for (const [index, length] of ascending.entries()) {
    share = Math.floor(left / (ascending.length - index))
    if (length > share) return share
    left -= length
  }
  return Infinity
}

/** Half a surrogate pair is no character. */
function cut(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '')
}

function mark(text: string, length: number): string {
  const kept = cut(text, length)
  const omitted = text.length - kept.length
  return omitted === 0 ? text : `${kept}… [${omitted} more characters were left out]`
}
