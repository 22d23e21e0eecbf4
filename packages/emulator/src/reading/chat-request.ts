import type { ChatFamily } from '../contract/chat-family.ts'
import type { ChatBody } from '../contract/chat-fields.ts'
import type { ModelReference } from '../contract/model-id.ts'

/** A chat request whose body is what the documents allow; what it means is not known yet. */
export interface ChatRequest {
  body: ChatBody
  reference: ModelReference
  /** The base path it came to. */
  family: ChatFamily
  /** Headers by name. */
  header: (name: string) => string | undefined
}

const yes = new Set(['true', '1', 'yes', 'on'])
const no = new Set(['false', '0', 'no', 'off'])

/** Header switches take these words; anything else is `undefined`. */
export function readSwitch(value: string | undefined): boolean | undefined {
  const word = value?.trim().toLowerCase() ?? ''
  if (yes.has(word)) return true
  return no.has(word) ? false : undefined
}
