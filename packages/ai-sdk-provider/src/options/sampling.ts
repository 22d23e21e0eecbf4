import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { z } from 'zod/v4'
import type { JsonRecord } from '../wire/json.ts'

/** How the tokens of a text are chosen, beyond what the AI SDK has: the same for all language models (API sheet §5.2). */
export interface NanoGPTSamplingOptions {
  /** Log probabilities: `true`, or how many alternatives per token. They arrive in the metadata. */
  logprobs?: boolean | number
  /** Log probabilities of the prompt. Field `prompt_logprobs`. */
  promptLogprobs?: boolean
  /** Token id → bias from -100 to 100. Field `logit_bias`. */
  logitBias?: Record<string, number>
  /** Least probability relative to the likeliest token, 0 to 1. Field `min_p`. */
  minP?: number
  /** Top-a sampling: leaves out what is unlikely beside the square of the likeliest. Field `top_a`. */
  topA?: number
  /** Tail-free sampling, 0 to 1; 1 is off. */
  tfs?: number
  /** Eta sampling: the cutoff, which adapts to the entropy. Field `eta_cutoff`. */
  etaCutoff?: number
  /** Epsilon sampling: the least probability of a token. Field `epsilon_cutoff`. */
  epsilonCutoff?: number
  /** Typical sampling, 0 to 1. Field `typical_p`. */
  typicalP?: number
  /** Mirostat sampling, its version; 0 is off. Field `mirostat_mode`. */
  mirostatMode?: 0 | 1 | 2
  /** Mirostat: the surprise to aim at. Field `mirostat_tau`. */
  mirostatTau?: number
  /** Mirostat: how fast it learns. Field `mirostat_eta`. */
  mirostatEta?: number
  /** -2 to 2; above 1 discourages repetition. Field `repetition_penalty`. */
  repetitionPenalty?: number
  /** Runs of so many tokens appear once. Field `no_repeat_ngram_size`. */
  noRepeatNgramSize?: number
  /** Least tokens before the answer may end. Field `min_tokens`. */
  minTokens?: number
  /** Ids of tokens that end the answer. Field `stop_token_ids`. */
  stopTokenIds?: number[]
  /** Whether the answer keeps the stop sequence that ended it. Field `include_stop_str_in_output`. */
  includeStopStrInOutput?: boolean
  /** Go on after the model's own end of the answer. Field `ignore_eos`. */
  ignoreEos?: boolean
  /** Token ids that never appear. Field `custom_token_bans`. */
  customTokenBans?: number[]
}

// Options whose value goes to the wire as it is, under another name.
const FIELDS = {
  logprobs: 'logprobs',
  promptLogprobs: 'prompt_logprobs',
  logitBias: 'logit_bias',
  minP: 'min_p',
  topA: 'top_a',
  tfs: 'tfs',
  etaCutoff: 'eta_cutoff',
  epsilonCutoff: 'epsilon_cutoff',
  typicalP: 'typical_p',
  mirostatMode: 'mirostat_mode',
  mirostatTau: 'mirostat_tau',
  mirostatEta: 'mirostat_eta',
  repetitionPenalty: 'repetition_penalty',
  noRepeatNgramSize: 'no_repeat_ngram_size',
  minTokens: 'min_tokens',
  stopTokenIds: 'stop_token_ids',
  includeStopStrInOutput: 'include_stop_str_in_output',
  ignoreEos: 'ignore_eos',
  customTokenBans: 'custom_token_bans',
} as const satisfies Record<keyof NanoGPTSamplingOptions, string>

/** The options on the wire. */
export function prepareSampling(options: NanoGPTSamplingOptions): JsonRecord {
  const fields: JsonRecord = {}
  for (const [option, field] of Object.entries(FIELDS)) {
    fields[field] = options[option as keyof NanoGPTSamplingOptions]
  }
  return fields
}

/** What the AI SDK itself has of it, on the wire. */
export function prepareCallSettings(call: LanguageModelV4CallOptions): JsonRecord {
  return {
    // Never invented: a default would be refused by some models and cut others short (field note A9).
    max_tokens: call.maxOutputTokens,
    temperature: call.temperature,
    top_p: call.topP,
    top_k: call.topK,
    presence_penalty: call.presencePenalty,
    frequency_penalty: call.frequencyPenalty,
    stop: call.stopSequences?.length ? call.stopSequences : undefined,
    seed: call.seed,
  }
}

const boolean = z.boolean().optional()
const number = z.number().optional()
const fraction = z.number().min(0).max(1).optional()
const count = z.number().int().min(0).optional()
const integers = z.array(z.number().int()).optional()

/** What a schema of options has of it. */
export const samplingShape = () =>
  ({
    logprobs: z.union([z.boolean(), z.number().int().min(0)]).optional(),
    promptLogprobs: boolean,
    logitBias: z.record(z.string(), z.number()).optional(),
    minP: fraction,
    topA: number,
    tfs: fraction,
    etaCutoff: number,
    epsilonCutoff: number,
    typicalP: fraction,
    mirostatMode: z.union([z.literal(0), z.literal(1), z.literal(2)]).optional(),
    mirostatTau: number,
    mirostatEta: number,
    repetitionPenalty: z.number().min(-2).max(2).optional(),
    noRepeatNgramSize: count,
    minTokens: count,
    stopTokenIds: integers,
    includeStopStrInOutput: boolean,
    ignoreEos: boolean,
    customTokenBans: integers,
  }) satisfies Record<keyof NanoGPTSamplingOptions, z.ZodType>
