import type { NanoGPTModelInfo, NanoGPTModelKind } from '../index.ts'

/** The kinds besides text that have ids of their own in `NanoGPTModelRegistry`. */
export const OTHER_KINDS: readonly NanoGPTModelKind[] = [
  'image',
  'speech',
  'transcription',
  'video',
  'embedding',
]

/**
 * A declaration that fills the `NanoGPTModelRegistry` of the package. The same models give the same text, whatever
 * their order, so that a difference in version control is one of models.
 */
export function writeTypes(models: readonly NanoGPTModelInfo[]): string {
  const members = (['text', ...OTHER_KINDS] as const).flatMap(kind => {
    const ids = models.filter(model => model.kind === kind).map(({ id }) => id)
    const literals = [...new Set(ids)].toSorted().map(id => `\n      | ${JSON.stringify(id)}`)
    return literals.length === 0 ? [] : [`    ${kind}:${literals.join('')}\n`]
  })
  return `// Written by \`nanogpt-models types\`. Write it anew to know the models of the day.
export {}

declare module '@nanogpt/ai-sdk-provider' {
  interface NanoGPTModelRegistry {
${members.join('')}  }
}
`
}
