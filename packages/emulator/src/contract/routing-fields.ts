import { z } from 'zod'

const quantization = z.enum(['int4', 'fp4', 'fp6', 'int8', 'fp8', 'fp16', 'bf16', 'fp32'])
const names = z.array(z.string()).optional()
const price = z.number().min(0).optional()

const provider = z.union([
  z.string().min(1),
  z.strictObject({
    order: names,
    only: names,
    ignore: names,
    sort: z.enum(['speed', 'throughput', 'latency', 'price', 'auto', 'none', 'default']).optional(),
    quantizations: z
      .array(z.enum([...quantization.options, 'unknown']))
      .min(1)
      .optional(),
    min_quantization: quantization.optional(),
    max_price: z.strictObject({ prompt: price, completion: price }).optional(),
    allow_fallbacks: z.boolean().optional(),
    require_parameters: z.boolean().optional(),
  }),
])

const index = z.int().min(0).optional()

const promptCaching = z.union([
  z.literal(true),
  z.strictObject({
    enabled: z.boolean().optional(),
    ttl: z.enum(['5m', '1h']).optional(),
    cut_after_message_index: index,
    cutAfterMessageIndex: index,
    stickyProvider: z.boolean().optional(),
    explicitCacheControl: z.boolean().optional(),
    explicit_cache_control: z.boolean().optional(),
  }),
])

/** The body's alias `cache_control` may also be written as a marker. */
const cachingAlias = z.union([
  promptCaching,
  z.strictObject({ type: z.literal('ephemeral'), ttl: z.enum(['5m', '1h']).optional() }),
])

/** All spellings of pay-as-you-go; there is no other mode to ask for. */
export const paygoSpellings = ['paygo', 'pay-as-you-go', 'pay_as_you_go', 'paid', 'payg'] as const

const billingMode = z
  .string()
  .refine(mode => isPaygo(mode), { error: `must be ${paygoSpellings.join(', ')}` })

export function isPaygo(mode: string): boolean {
  return (paygoSpellings as readonly string[]).includes(mode.toLowerCase())
}

export const routingFields = {
  provider: provider.optional(),
  caching: z.boolean().optional(),
  stickyprovider: z.boolean().optional(),
  stickyProvider: z.boolean().optional(),
  prompt_caching: promptCaching.optional(),
  promptCaching: promptCaching.optional(),
  cache_control: cachingAlias.optional(),
  billing_mode: billingMode.optional(),
  billingMode: billingMode.optional(),
  byok: z
    .strictObject({
      enabled: z.boolean().optional(),
      provider: z.string().optional(),
      disableFallbacks: z.boolean().optional(),
    })
    .optional(),
  service_tier: z.enum(['auto', 'default', 'flex', 'fast', 'priority']).optional(),
}

export type ProviderChoice = z.infer<typeof provider>
export type PromptCaching = z.infer<typeof promptCaching>
