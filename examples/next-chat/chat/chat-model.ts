import type { NanoGPTAbility, NanoGPTModelInfo } from '@nanogpt/ai-sdk-provider'

/** The abilities a chat has a use for, and the words for them. */
export const ABILITY_WORDS = {
  vision: 'sees images',
  reasoning: 'thinks',
  toolCalling: 'uses tools',
  pdfInput: 'reads PDF',
  audioInput: 'hears',
  imageGeneration: 'draws',
} as const satisfies Partial<Record<NanoGPTAbility, string>>

export type ChatAbility = keyof typeof ABILITY_WORDS

/** A model as the picker needs it: a tenth of the catalogue's entry. What is absent is unknown. */
export interface ChatModel {
  id: string
  name: string
  abilities: ChatAbility[]
  contextLength?: number | undefined
  /** USD per million tokens. */
  inputPrice?: number | undefined
  outputPrice?: number | undefined
  efforts?: readonly string[] | undefined
  isSubscription?: boolean | undefined
}

const ABILITIES: readonly ChatAbility[] = [
  'vision',
  'reasoning',
  'toolCalling',
  'pdfInput',
  'audioInput',
  'imageGeneration',
]

export function toChatModel(model: NanoGPTModelInfo): ChatModel {
  return {
    id: model.id,
    name: model.name ?? model.id,
    abilities: ABILITIES.filter(ability => model.abilities[ability] === true),
    contextLength: model.contextLength,
    inputPrice: model.tokenPrices.input,
    outputPrice: model.tokenPrices.output,
    // Where the catalogue says that a model thinks, and not how, these three are understood most.
    efforts: model.reasoningEfforts ?? (model.abilities.reasoning ? ['low', 'medium', 'high'] : undefined),
    isSubscription: model.isSubscription,
  }
}
