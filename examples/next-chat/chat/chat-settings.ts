import { z } from 'zod'

/** What the user has chosen; the browser keeps it and sends it with every question. */
export const chatSettingsSchema = z.object({
  model: z.string().min(1).default('zai-org/glm-5'),
  /** Searches the web before the model answers. */
  webSearch: z.boolean().default(false),
  /** Compresses a long conversation instead of cutting it off. */
  memory: z.boolean().default(false),
  /** Lets the model call the tools of `server/tools.ts`. */
  tools: z.boolean().default(true),
  /** How hard to think, in the model's own words. Absent: the model decides. */
  effort: z.string().optional(),
  /** Which of the providers behind a model answers. Absent: NanoGPT decides. */
  routing: z.enum(['speed', 'latency', 'throughput', 'price', 'tools']).optional(),
})

export type ChatSettings = z.infer<typeof chatSettingsSchema>
