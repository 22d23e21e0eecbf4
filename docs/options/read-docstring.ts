/** What a docstring says besides the meaning. */
export interface Remarks {
  meaning: string
  /** Of the request, in Markdown. */
  sentAs: string | undefined
  /** In Markdown. */
  byDefault: string | undefined
}

const FIELD = /(?:^|\s)(?:Fields?|Headers?) (`[^.]*(?:\.\w[^.]*)*)\.(?=\s|$)/
const HEADER = /(?:^|\s)Headers? `/

/** A docstring taken apart: its last sentence may name the field of the request, another one the default. */
export function readDocstring(docstring: string): Remarks {
  const field = FIELD.exec(docstring)
  const meaning = docstring.replace(FIELD, '').trim()
  const word = HEADER.test(docstring) ? 'header' : 'field'
  return {
    meaning,
    sentAs: field?.[1] && `${word} ${field[1]}`,
    byDefault: defaultOf(meaning),
  }
}

// The ways in which docstrings name a default, the clearest first.
const DEFAULTS = [
  /(`[^`]+`) \(default\)/,
  /(?:^|[\s;(])Default:? (.+?)(?:\.(?=\s|$)|$)/,
  /NanoGPT's default (`[^`]+`|[\d.,]*\d)/,
  /[;,] default:? (`[^`]+`|[^;,.]+(?:[.,]\d+)?)/,
  /(Off) by default/,
]

function defaultOf(meaning: string): string | undefined {
  for (const pattern of DEFAULTS) {
    const match = pattern.exec(meaning)
    if (match?.[1]) return match[1]
  }
  return undefined
}
