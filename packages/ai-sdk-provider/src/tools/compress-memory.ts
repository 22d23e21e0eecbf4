import type { ModelMessage } from '@ai-sdk/provider-utils'
import type { NanoGPTClient } from '../transport/http-client.ts'
import { definedEntries } from '../wire/json.ts'
import { checkMemoryOptions, type NanoGPTCompressMemoryOptions } from './memory-options.ts'
import type { KeptFile } from './output-file.ts'
import { callPaid } from './paid-call.ts'
import { readMemory } from './read-memory.ts'
import { splitConversation } from './split-conversation.ts'
import { writeConversation } from './write-conversation.ts'

/** NanoGPT's Context Memory, for conversations that grow too long. */
export interface NanoGPTMemory {
  /**
   * Replaces all but the newest messages by a memory of them. `POST /api/v1/memory`, a paid request that is
   * never repeated; without older messages, nothing is sent. NanoGPT stores the memory for `days`.
   *
   * System messages stay as they are and are not sent. Tool calls and results are written down as text, files
   * follow the memory, reasoning is left out. The messages that were given are not changed.
   *
   * @throws InvalidArgumentError for options that cannot be; NanoGPT's `APICallError`.
   * @example
   * prepareStep: async ({ messages }) =>
   *   messages.length > 40 ? { messages: await nanogpt.compressMemory(messages) } : {}
   */
  compressMemory(
    messages: readonly ModelMessage[],
    options?: NanoGPTCompressMemoryOptions,
  ): Promise<ModelMessage[]>
}

const DEFAULT_KEEP_RECENT = 10

/** @param connect gives the client, when it is first needed. */
export function createMemory(connect: () => NanoGPTClient): NanoGPTMemory {
  return {
    async compressMemory(messages, options = {}) {
      checkMemoryOptions(options)
      const { keepRecent = DEFAULT_KEEP_RECENT, files: wanted = 'keep', contextLimit, days } = options
      const { instructions, earlier, recent } = splitConversation(messages, keepRecent)
      const { messages: written, files } = writeConversation(earlier)
      if (written.length === 0) return [...messages]

      const { record, errors } = await callPaid(connect(), {
        name: 'compressMemory',
        family: 'plain',
        path: 'memory',
        body: definedEntries({
          messages: written,
          model_context_limit: contextLimit,
          expiration_days: days,
          ...options.extraBody,
        }),
        headers: options.headers,
        abortSignal: options.abortSignal,
        onUsage: options.onUsage,
      })
      const memory = readMemory(record)
      if (memory === undefined) throw errors.fromUnreadableBody(JSON.stringify(record))
      return [...instructions, ...memory, ...(wanted === 'keep' ? carryFiles(files) : []), ...recent]
    },
  }
}

/** Files as a message of the user, which every model reads. */
function carryFiles(files: readonly KeptFile[]): ModelMessage[] {
  if (files.length === 0) return []
  const parts = files.flatMap(({ label, part }) => [{ type: 'text' as const, text: `${label}:` }, part])
  return [{ role: 'user', content: parts }]
}
