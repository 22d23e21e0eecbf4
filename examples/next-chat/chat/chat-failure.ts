import { z } from 'zod'

/** A failure as the page shows it: what happened, and what to do. Nothing here is secret. */
export const chatFailureSchema = z.object({
  title: z.string(),
  advice: z.string(),
  /** The button to offer. */
  wayOut: z.enum(['retry', 'choose-model', 'add-balance', 'new-conversation']).optional(),
  /** The id to quote to NanoGPT's support. */
  requestId: z.string().optional(),
})

export type ChatFailure = z.infer<typeof chatFailureSchema>

/** The route sends failures as JSON, in a stream and as the body of a 400 alike: `useChat` hands them on as a message. */
export function readFailure(error: Error): ChatFailure {
  try {
    return chatFailureSchema.parse(JSON.parse(error.message))
  } catch {
    return {
      title: 'The answer did not arrive',
      advice:
        'The server of this chat cannot be reached, or it broke off. Check the connection, then try again.',
      wayOut: 'retry',
    }
  }
}
