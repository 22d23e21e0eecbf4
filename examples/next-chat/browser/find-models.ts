import type { ChatAbility, ChatModel } from '../chat/chat-model.ts'

export type ModelOrder = 'name' | 'price' | 'context'

export interface ModelFilter {
  words: string
  abilities: readonly ChatAbility[]
  order: ModelOrder
}

/** The models that have all words and abilities. What is unknown comes last. */
export function findModels(
  models: readonly ChatModel[],
  { words, abilities, order }: ModelFilter,
): ChatModel[] {
  const wanted = words.toLowerCase().split(/\s+/)
  return models
    .filter(({ id, name }) => wanted.every(word => `${id} ${name}`.toLowerCase().includes(word)))
    .filter(model => abilities.every(ability => model.abilities.includes(ability)))
    .toSorted((one, other) => RANKS[order](one) - RANKS[order](other) || one.name.localeCompare(other.name))
}

const RANKS: Readonly<Record<ModelOrder, (model: ChatModel) => number>> = {
  name: () => 0,
  // Three parts of a usual question are input.
  price: ({ inputPrice, outputPrice }) => 3 * (inputPrice ?? 1e6) + (outputPrice ?? 1e6),
  context: ({ contextLength }) => -(contextLength ?? 0),
}
