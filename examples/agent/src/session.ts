import { readFile } from 'node:fs/promises'
import writeFileAtomic from 'write-file-atomic'
import { modelMessageSchema, type ModelMessage } from 'ai'
import { z } from 'zod'

const sessionSchema = z.object({
  version: z.literal(1),
  folder: z.string(),
  model: z.string(),
  /** Spent on the conversation so far, in USD, exactly. */
  spentUsd: z.string().regex(/^\d+(?:\.\d+)?$/),
  /** By id of the tool call: how the file looked when the user agreed to the change. */
  agreed: z.record(z.string(), z.string()),
  messages: z.array(modelMessageSchema),
})

/** A conversation, as it stands in its file. */
export type SessionData = z.infer<typeof sessionSchema>

/** A conversation that can be taken up again. */
export interface Session {
  data: SessionData
  /** Writes it down: whole or not at all, whenever the process ends. Does nothing where it has no file. */
  save(): Promise<void>
}

/** What a new conversation begins with. */
export type SessionStart = Pick<SessionData, 'folder' | 'model'>

/**
 * Takes up a conversation, or begins one. What `wanted` says goes over what the file says.
 *
 * @throws Error where the file is no conversation: it is not overwritten.
 */
export async function openSession(
  path: string | undefined,
  { wanted, otherwise }: { wanted: Partial<SessionStart>; otherwise: () => Promise<SessionStart> },
): Promise<Session> {
  const found = path === undefined ? undefined : await readSession(path)
  const data: SessionData = found
    ? { ...found, ...wanted }
    : { version: 1, spentUsd: '0', agreed: {}, messages: [], ...(await otherwise()), ...wanted }
  return {
    data,
    async save() {
      // It quotes the user's files: nobody else has to read it.
      if (path !== undefined)
        await writeFileAtomic(path, `${JSON.stringify(data, undefined, 2)}\n`, { mode: 0o600 })
    },
  }
}

async function readSession(path: string): Promise<SessionData | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text === undefined) return undefined
  try {
    return sessionSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(
      `${path} is no conversation of this program, so it stays as it is. Name another --session.`,
    )
  }
}

/** A tool call that waits for the user's word. */
export interface PendingCall {
  approvalId: string
  toolCallId: string
  toolName: string
  input: unknown
}

/** The calls that nobody has decided on yet. */
export function pendingCalls(messages: readonly ModelMessage[]): PendingCall[] {
  const responses = messages.flatMap(({ role, content }) => (role === 'tool' ? content : []))
  const decided = new Set(
    responses.flatMap(part => (part.type === 'tool-approval-response' ? part.approvalId : [])),
  )
  return messages.flatMap(({ role, content }) => {
    if (role !== 'assistant' || typeof content === 'string') return []
    // Ids of calls may come again in another message.
    const calls = content.filter(part => part.type === 'tool-call')
    return content.flatMap(part => {
      if (part.type !== 'tool-approval-request' || decided.has(part.approvalId)) return []
      const call = calls.find(({ toolCallId }) => toolCallId === part.toolCallId)
      return call === undefined ? [] : [{ ...call, approvalId: part.approvalId }]
    })
  })
}

/** Whether the model still owes an answer, since the process ended before it was there. */
export function isUnfinished(messages: readonly ModelMessage[]): boolean {
  const last = messages.at(-1)
  return last !== undefined && (last.role !== 'assistant' || pendingCalls(messages).length > 0)
}
