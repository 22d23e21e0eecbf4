import { z } from 'zod/v4'
import { parseOptions } from '../options/parse-options.ts'
import { serverToolShape, type NanoGPTServerToolSettings } from './tool-settings.ts'

/** Settings of `compressMemory`. */
export interface NanoGPTCompressMemoryOptions extends Omit<NanoGPTServerToolSettings, 'maxCharacters'> {
  /**
   * How many of the newest messages stay as they are, at least 1. More stay where a tool call and its result
   * would come apart. Default 10.
   */
  keepRecent?: number
  /**
   * Files of the messages that are compressed: `keep` (default) puts them all into a user message behind the
   * memory, `mention` leaves their names alone.
   */
  files?: 'keep' | 'mention'
  /** The context to compress to, in tokens, from 10,000 on. Default 128,000. Field `model_context_limit`. */
  contextLimit?: number
  /** How many days NanoGPT keeps the memory, 1 to 365. Default 30. Field `expiration_days`. */
  days?: number
  /** Ends the request. */
  abortSignal?: AbortSignal | undefined
}

/** Also one of another realm, or of a library. */
const isSignal = (value: unknown) => typeof value === 'object' && value !== null && 'aborted' in value

const schema = () => {
  const { maxCharacters: _none, ...shape } = serverToolShape()
  return z.strictObject({
    ...shape,
    keepRecent: z.number().int().min(1).optional(),
    files: z.enum(['keep', 'mention']).optional(),
    contextLimit: z.number().int().min(10_000).optional(),
    days: z.number().int().min(1).max(365).optional(),
    abortSignal: z.custom<AbortSignal>(isSignal, 'must be an AbortSignal').optional(),
  } satisfies Record<keyof NanoGPTCompressMemoryOptions, z.ZodType>)
}

/** @throws InvalidArgumentError for options that there are not, or not with such a value. */
export function checkMemoryOptions(options: NanoGPTCompressMemoryOptions): void {
  parseOptions(schema(), { ...options }, { argument: 'options', path: 'compressMemory' })
}
