import { z } from 'zod/v4'
import { definedEntries, type JsonRecord } from '../wire/json.ts'

/** Number formats of model weights, from coarse to fine. */
export type NanoGPTQuantization =
  | 'int4'
  | 'fp4'
  | 'fp6'
  | 'int8'
  | 'fp8'
  | 'fp16'
  | 'bf16'
  | 'fp32'
  | 'unknown'

/** Which upstream provider may answer. Any of these makes the call pay-as-you-go. */
export interface NanoGPTProviderRouting {
  /** Providers in order of preference; unknown names are ignored. Field `provider.order`. */
  order?: string[]
  /** The only providers allowed; an unknown name is a 400. Field `provider.only`. */
  only?: string[]
  /** Providers never used; unknown names are ignored. Field `provider.ignore`. */
  ignore?: string[]
  /** What the router optimises. `auto`, `none` and `default` only suppress stored preferences. Field `provider.sort`. */
  sort?: 'speed' | 'throughput' | 'latency' | 'price' | 'auto' | 'none' | 'default'
  /** Exactly these weight formats. Field `provider.quantizations`. */
  quantizations?: NanoGPTQuantization[]
  /** At least this weight format. Field `provider.min_quantization`. */
  minQuantization?: Exclude<NanoGPTQuantization, 'unknown'>
  /** Highest price in USD per million tokens. Field `provider.max_price`. */
  maxPrice?: {
    /** Of input. */
    prompt?: number
    /** Of output. */
    completion?: number
  }
  /** `false`: no other provider steps in when the chosen one fails. Field `provider.allow_fallbacks`. */
  allowFallbacks?: boolean
  /** Only providers that support every field of the request. Field `provider.require_parameters`. */
  requireParameters?: boolean
}

const QUANTIZATIONS = ['int4', 'fp4', 'fp6', 'int8', 'fp8', 'fp16', 'bf16', 'fp32'] as const

const boolean = z.boolean().optional()
const texts = z.array(z.string()).optional()
const price = z.number().min(0).optional()

export const providerRoutingSchema = () =>
  z.strictObject({
    order: texts,
    only: texts,
    ignore: texts,
    sort: z.enum(['speed', 'throughput', 'latency', 'price', 'auto', 'none', 'default']).optional(),
    quantizations: z
      .array(z.enum([...QUANTIZATIONS, 'unknown']))
      .min(1)
      .optional(),
    minQuantization: z.enum(QUANTIZATIONS).optional(),
    maxPrice: z.strictObject({ prompt: price, completion: price }).optional(),
    allowFallbacks: boolean,
    requireParameters: boolean,
  } satisfies Record<keyof NanoGPTProviderRouting, z.ZodType>)

/** The rules in the words of the wire; a name stays a name. */
export function prepareProviderRouting(
  provider: string | NanoGPTProviderRouting | undefined,
): string | JsonRecord | undefined {
  if (typeof provider !== 'object') return provider
  const { minQuantization, maxPrice, allowFallbacks, requireParameters, ...same } = provider
  return definedEntries({
    ...same,
    min_quantization: minQuantization,
    max_price: maxPrice,
    allow_fallbacks: allowFallbacks,
    require_parameters: requireParameters,
  })
}
