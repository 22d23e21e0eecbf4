import type { JSONObject, JSONValue } from '@ai-sdk/provider'
import type { RoutingPreference } from '../model-id/suffix-table.ts'
import type { NanoGPTProviderRouting } from '../options/provider-routing.ts'
import type { NanoGPTSamplingOptions } from '../options/sampling.ts'
import type { NanoGPTCostMetadata } from '../wire/cost.ts'
import type { NanoGPTWebSearchOptions } from '../options/web-search-options.ts'

/** How hard a model thinks. Which levels a model accepts is in the catalogue (`reasoning_efforts`). */
export type NanoGPTReasoningEffort =
  | 'none'
  | 'minimal'
  | 'low'
  | 'medium'
  | 'high'
  | 'xhigh'
  | 'max'
  | (string & {})

/** Claude's prompt cache. Explicit cache control makes a subscription call pay-as-you-go. */
export interface NanoGPTPromptCaching {
  /** Whether to cache. Default `true` when the object is given. Field `prompt_caching.enabled`. */
  enabled?: boolean
  /** How long an entry lives: `5m` (default) or `1h`, which costs twice the input price to write. */
  ttl?: '5m' | '1h'
  /** The automatic boundary lies at or before this message. Field `prompt_caching.cut_after_message_index`. */
  cutAfterMessageIndex?: number
  /** `true`: answer 503 rather than let another provider start with a cold cache. Default `false`. */
  stickyProvider?: boolean
  /** Keep the caller's own markers only. Default `false`. Field `prompt_caching.explicit_cache_control`. */
  explicitCacheControl?: boolean
}

/** A marker that ends a cacheable prefix. At most four reach the server. */
export interface NanoGPTCacheControl {
  /** The only kind there is. */
  type: 'ephemeral'
  /** How long the prefix is kept: `5m` (default) or `1h`, which costs twice the input price to write. */
  ttl?: '5m' | '1h'
}

/** A second model that the answering one may consult once. Not together with tools, search, memory or streaming. */
export interface NanoGPTAdvisor {
  /** Id of the advising model; must differ from the answering one. */
  model: string
  /** What to look at, up to 16,000 characters. */
  instructions?: string
  /** Whether the model may ask or must: `auto` (default) or `required`. */
  mode?: 'auto' | 'required'
  /** How often it is asked: only 1. Field `advisor.max_uses`. */
  maxUses?: 1
  /** Most tokens of its advice. Field `advisor.max_completion_tokens`. */
  maxCompletionTokens?: number
  /** Whether it reads the conversation: only `false`. Field `advisor.forward_transcript`. */
  forwardTranscript?: false
}

/**
 * `providerOptions.nanogpt` of a language model call. An option of the same meaning as one of the AI
 * SDK's own wins over it, and over a suffix of the model id. An unknown name is refused.
 */
export interface NanoGPTLanguageModelChatOptions extends NanoGPTSamplingOptions {
  /** Thinking. Wins over the SDK's `reasoning`. Fields `reasoning` and `reasoning_effort`. */
  reasoning?: {
    /** How hard to think; the catalogue has the levels of a model. Field `reasoning_effort`. */
    effort?: NanoGPTReasoningEffort
    /** Switch thinking on or off on models that have a switch. */
    enabled?: boolean
    /** Hide the reasoning from the answer; it may still happen and be billed. */
    exclude?: boolean
    /** Budget in tokens, for models that take one. Field `reasoning.max_tokens`. */
    maxTokens?: number
  }
  /** Whether several tools may be called in one turn. Field `parallel_tool_calls`. */
  parallelToolCalls?: boolean
  /** `false`: the model may deviate from the schema of a structured output. Default `true`. Field `json_schema.strict`. */
  strictJsonSchema?: boolean
  /** Your own id of the end user. */
  user?: string

  /** The upstream provider: its id, or rules. Makes the call pay-as-you-go. Field `provider`. */
  provider?: string | NanoGPTProviderRouting
  /** What the router optimises; sent as a suffix of the model id. Makes the call pay-as-you-go. */
  routing?: RoutingPreference
  /** Only providers that can cache. Not together with `provider` or `routing`. */
  caching?: boolean
  /** With `caching`: never fall back to another provider. Default `false`. Field `stickyProvider`. */
  stickyProvider?: boolean
  /** Claude's prompt cache; `true` is 5 minutes. Field `prompt_caching`. */
  promptCaching?: boolean | NanoGPTPromptCaching
  /** Web search before answering; its sources arrive as `source` parts. Field `web_search`. */
  webSearch?: boolean | NanoGPTWebSearchOptions
  /** Context memory: compresses a long conversation. Header `memory`, field `model_context_limit`. */
  memory?:
    | boolean
    | {
        /** Days the memory is kept, 1 to 365; default 30. Header `memory_expiration_days`. */
        days?: number
        /** Size in tokens to compress to, at least 10,000. Field `model_context_limit`. */
        contextLimit?: number
      }
  /** Remove personal data before a provider sees the request ($0.0005). Header `redaction`. */
  redaction?: boolean
  /** Check the input first: `true`, `false`, or the id of a moderation model. Header `moderation`. */
  moderation?: boolean | string
  /** Use your own key of an upstream provider. Field `byok`. */
  byok?: {
    /** Whether your key is used. */
    enabled?: boolean
    /** Whose key, where your account has several. */
    provider?: string
    /** `true`: fail rather than go on with NanoGPT's own key. */
    disableFallbacks?: boolean
  }
  /** `paygo` charges the balance although a subscription would cover the call. Field `billing_mode`. */
  billingMode?: 'paygo' | 'subscription' | 'auto'
  /** Speed against price, for the models that have tiers: each has its own price. Field `service_tier`. */
  serviceTier?: 'auto' | 'default' | 'flex' | 'fast' | 'priority'
  /** Read up to five public URLs of the prompt ($0.0015 each). */
  scraping?: boolean
  /** Read the transcripts of up to three YouTube links of the last message ($0.01 each). Field `youtube_transcripts`. */
  youtubeTranscripts?: boolean
  /** Let the model consult another one. Not when streaming. */
  advisor?: NanoGPTAdvisor
  /** Passed on to the upstream; keys that begin with `nanogpt_eval_` steer NanoGPT's evaluations. */
  metadata?: Record<string, JSONValue>
  /** Fields for which there is no option yet, sent as they are. Cannot replace `model`, `messages` or `stream`. */
  extraBody?: JSONObject
}

/** `providerOptions.nanogpt` of a message, a part or a tool. */
export interface NanoGPTPartOptions {
  /** Ends a cacheable prefix here; `providerOptions.anthropic.cacheControl` is understood too. Field `cache_control`. */
  cacheControl?: NanoGPTCacheControl
  /** On image and video parts: how closely the model looks. Field `image_url.detail`, `video_url.detail`. */
  imageDetail?: 'low' | 'high' | 'auto'
  /**
   * On a system message without text: the effort from there on, for models that can change it inside a conversation
   * (GPT-6 Astra, Claude Fable 5.1). Field `configuration_update.reasoning.effort`.
   */
  reasoningEffort?: 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max'
}

/** `providerMetadata.nanogpt` of an answer. A key that is absent is unknown. */
export interface NanoGPTChatMetadata extends NanoGPTCostMetadata {
  /** The tier that served the call, where one was asked for. */
  serviceTier?: string
  systemFingerprint?: string
  /** Log probabilities of the tokens, in the upstream's shape. */
  logprobs?: JSONValue
  /** Facts of an advisor's consultation. */
  advisor?: JSONObject
  /** Things to know that came too late for a warning of the call, such as an answer without content. */
  warnings?: string[]
}
