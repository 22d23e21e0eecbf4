import { bareParser } from './bare-parser.ts'
import type { Contestant } from './contestant.ts'
import { nanogpt } from './nanogpt.ts'
import { openaiCompatible } from './openai-compatible.ts'
import { openrouter } from './openrouter.ts'

/** Everything that is measured, the yardstick first. */
export const allContestants: readonly Contestant[] = [bareParser, nanogpt, openaiCompatible, openrouter]
