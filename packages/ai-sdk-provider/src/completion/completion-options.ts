import type { JSONObject, JSONValue } from '@ai-sdk/provider'
import { z } from 'zod/v4'
import type { RoutingPreference } from '../model-id/suffix-table.ts'
import type { NanoGPTBilling } from '../options/billing.ts'
import { providerRoutingSchema, type NanoGPTProviderRouting } from '../options/provider-routing.ts'
import { samplingShape, type NanoGPTSamplingOptions } from '../options/sampling.ts'
import type { NanoGPTCostMetadata } from '../wire/cost.ts'

/**
 * `providerOptions.nanogpt` of a call of a completion model. An unknown name, and a value out of its range, throws
 * `InvalidArgumentError`; what is left out is as the model has it.
 */
export interface NanoGPTLanguageModelCompletionOptions extends NanoGPTSamplingOptions {
  /** What follows the text that is to be filled in. Field `suffix`. */
  suffix?: string
  /** Your own id of the end user. Field `user`. */
  user?: string
  /** The upstream provider: its id, or rules. Makes the call pay-as-you-go. Field `provider`. */
  provider?: string | NanoGPTProviderRouting
  /**
   * What the router optimises; sent as a suffix of the model id. Makes the call pay-as-you-go. Throws
   * `InvalidArgumentError` together with `provider`.
   */
  routing?: RoutingPreference
  /** Remove personal data before a provider sees the request ($0.0005). Header `redaction`. */
  redaction?: boolean
  /** Check the input first: `true`, `false`, or the id of a moderation model. Header `moderation`. */
  moderation?: boolean | string
  /**
   * `paygo` charges the balance although a subscription would cover the call. Default: `billing` of the provider. Field
   * `billing_mode`.
   */
  billingMode?: NanoGPTBilling
  /**
   * Fields for which there is no option, sent as they are; what is undefined is left out. They win over all others. `model`,
   * `prompt` and `stream` among them throw `InvalidArgumentError`.
   */
  extraBody?: JSONObject
}

/** `providerMetadata.nanogpt` of a completion. A key that is absent is unknown. */
export interface NanoGPTCompletionMetadata extends NanoGPTCostMetadata {
  systemFingerprint?: string
  /** Log probabilities of the tokens, in the upstream's shape. */
  logprobs?: JSONValue
  /** Things to know that came too late for a warning of the call, such as an answer without text. */
  warnings?: string[]
}

const completionOptions = () =>
  z.strictObject({
    ...samplingShape(),
    suffix: z.string().optional(),
    user: z.string().optional(),
    provider: z.union([z.string().min(1), providerRoutingSchema()]).optional(),
    routing: z.enum(['speed', 'throughput', 'latency', 'price', 'tools']).optional(),
    redaction: z.boolean().optional(),
    moderation: z.union([z.boolean(), z.string().min(1)]).optional(),
    billingMode: z.enum(['auto', 'subscription', 'paygo']).optional(),
    extraBody: z.record(z.string(), z.json()).optional(),
  } satisfies Record<keyof NanoGPTLanguageModelCompletionOptions, z.ZodType>)

let schema: ReturnType<typeof completionOptions> | undefined

/** The schema of a call's options; made when it is first needed. */
export function completionOptionsSchema(): ReturnType<typeof completionOptions> {
  return (schema ??= completionOptions())
}
