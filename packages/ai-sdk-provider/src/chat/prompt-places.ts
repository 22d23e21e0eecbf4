import type { LanguageModelV4Prompt } from '@ai-sdk/provider'
import type { Optioned } from '../options/own-options.ts'

/** All places of a prompt that can carry options: messages, parts, and what is inside the results of tools. */
export function promptPlaces(prompt: LanguageModelV4Prompt): Optioned[] {
  const places: Optioned[] = []
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
