import { z } from 'zod'

const penalty = z.number().min(-2).max(2).optional()
const share = z.number().min(0).max(1).optional()
const integers = z.array(z.int()).optional()

/** Sampling settings with their documented ranges. */
export const samplingFields = {
  temperature: z.number().min(0).max(2).optional(),
  top_p: share,
  // −1 switches it off.
  top_k: z.union([z.literal(-1), z.int().min(1)]).optional(),
  top_a: z.number().optional(),
  min_p: share,
  tfs: share,
  eta_cutoff: z.number().optional(),
  epsilon_cutoff: z.number().optional(),
  typical_p: share,
  mirostat_mode: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
  mirostat_tau: z.number().optional(),
  mirostat_eta: z.number().optional(),
  seed: z.int().optional(),
  max_tokens: z.int().min(1).optional(),
  max_completion_tokens: z.int().min(1).optional(),
  min_tokens: z.int().min(0).optional(),
  stop: z.union([z.string(), z.array(z.string())]).optional(),
  stop_token_ids: integers,
  include_stop_str_in_output: z.boolean().optional(),
  ignore_eos: z.boolean().optional(),
  frequency_penalty: penalty,
  presence_penalty: penalty,
  repetition_penalty: penalty,
  no_repeat_ngram_size: z.int().min(0).optional(),
  custom_token_bans: integers,
  logit_bias: z.record(z.string(), z.number()).optional(),
  logprobs: z.union([z.boolean(), z.int()]).optional(),
  prompt_logprobs: z.boolean().optional(),
}
