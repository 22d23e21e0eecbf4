import { createEmulator } from '@nanogpt/emulator'

// What a block that leaves things out stands on: the least that makes its remainder mean something.

// The names that a block marked as a fragment, or one that imports no values, uses without importing them.
export { nanogpt } from '@nanogpt/ai-sdk-provider'
export { generateText, streamText } from 'ai'
export const emulator = createEmulator()

/** Where the reader keeps keys. */
export async function readKeyFromVault(): Promise<string> {
  return 'sk-nano-emulator'
}

/** How the reader adds balance. */
export function topUp(_details: unknown): void {}
