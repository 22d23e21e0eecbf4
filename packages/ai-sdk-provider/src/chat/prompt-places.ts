import type { LanguageModelV4Prompt, SharedV4ProviderOptions } from '@ai-sdk/provider'

/** Anything that can carry provider options. */
export interface Place {
  providerOptions?: SharedV4ProviderOptions
}

/** All places of a prompt that can carry options: messages, parts, and what is inside the results of tools. */
export function promptPlaces(prompt: LanguageModelV4Prompt): Place[] {
  const places: Place[] = []
  for (const message of prompt) {
    places.push(message)
    if (message.role === 'system') continue
    for (const part of message.content) {
      places.push(part)
      if (part.type !== 'tool-result') continue
      const { output } = part
      if (output.type === 'content') places.push(...output.value)
      else places.push(output)
    }
  }
  return places
}
