import { asList, asNumber, asRecord, type JsonRecord } from '../wire/json.ts'

/**
 * Picks the choice that is read out of each chunk: the one that the first chunk with choices begins with. Only one
 * answer is asked for; others of `n` > 1, which `extraBody` could ask for, are not mixed into it.
 */
export class FirstChoice {
  private index: number | undefined

  of({ choices }: JsonRecord): JsonRecord | undefined {
    const list = asList(choices)
    this.index ??= smallestIndex(list)
    for (const item of list) {
      const choice = asRecord(item)
      if (choice && (asNumber(choice.index) ?? this.index) === this.index) return choice
    }
    return undefined
  }
}

function smallestIndex(choices: readonly unknown[]): number | undefined {
  const indices = choices.map(choice => asNumber(asRecord(choice)?.index) ?? 0)
  return indices.length === 0 ? undefined : Math.min(...indices)
}
