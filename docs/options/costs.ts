// What an option costs besides the call itself, from NanoGPT's documents of autumn 2026. A name stands for what is in it too.

const PAYGO = 'the call is charged to the balance, also with a subscription'
const MODERATION = "the moderation model's price, which a subscription does not cover"
const BILLING = '`paygo`: the balance, also where a subscription would cover the call'
const REDACTION = '$0.0005 a call, which a subscription does not cover'
const SEARCH = '$0.0015 to $0.06 a search by engine and depth, which a subscription does not cover'
const PROVIDER = `the provider's price plus 5 %; ${PAYGO}`
const TOOL = 'by tool, from $0.001 to $0.13125 a request; a subscription covers none'
const MEMORY = 'the tokens that are compressed, besides the model; a subscription does not cover it'
const LENGTH = 'longer and larger videos cost more: `getAvailableModels` has the prices'
const FREE = 'nothing: the question is free'

const COSTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  settings: {
    billing: BILLING,
    'composeModelId.routing': PAYGO,
    'composeModelId.webSearch': SEARCH,
    'composeModelId.memory': MEMORY,
    'composeModelId.redaction': REDACTION,
    'composeModelId.reasoningEffort': 'thoughts are output tokens',
    'composeModelId.reasoning': 'thoughts that are not shown are charged all the same',
  },
  chat: {
    reasoning: 'thoughts are output tokens, shown or not',
    minTokens: 'the tokens that it makes the answer longer by',
    ignoreEos: 'the tokens that it makes the answer longer by',
    provider: PROVIDER,
    'provider.allowFallbacks': 'none of its own',
    'provider.requireParameters': 'none of its own',
    routing: PAYGO,
    caching: 'no surcharge; stays within a subscription',
    promptCaching: `writing 1.25 times the input price (\`1h\`: twice), reading a tenth of it; ${PAYGO}`,
    cacheControl: `writing 1.25 times the input price (\`1h\`: twice), reading a tenth of it; ${PAYGO}`,
    imageDetail: '`high` takes more input tokens',
    webSearch: SEARCH,
    memory: MEMORY,
    redaction: REDACTION,
    moderation: MODERATION,
    byok: "your key pays the model; NanoGPT's fee is 5 %",
    billingMode: BILLING,
    serviceTier: "the tier's own price",
    scraping: '$0.0015 for each page, which a subscription does not cover',
    youtubeTranscripts: '$0.01 for each transcript, which a subscription does not cover',
    advisor: 'both models are charged',
    extraBody: 'that of the fields',
  },
  'web-search': {
    webSearch: SEARCH,
    'webSearch.depth': `${SEARCH}; \`deep\` is up to ten times as dear`,
  },
  embedding: {},
  image: {
    resolution: 'larger images may cost more: `getAvailableModels` has the prices',
    quality: 'each tier has its price: `getAvailableModels` has them',
    moderation: MODERATION,
    billingMode: BILLING,
    extraBody: 'that of the fields',
  },
  speech: {
    extraBody: 'that of the fields',
    pollTimeoutMs: 'a job that was given up is charged all the same',
  },
  transcription: {
    extraBody: 'that of the fields',
    pollTimeoutMs: 'a job that was given up is charged all the same',
    actualDuration: 'none of its own: the charge is for this length',
  },
  video: {
    duration: LENGTH,
    seconds: LENGTH,
    resolution: LENGTH,
    size: LENGTH,
    generateAudio: 'sound costs more with some models: `getAvailableModels` has the prices',
    proMode: 'the dearer mode: `getAvailableModels` has the prices',
    moderation: MODERATION,
    billingMode: BILLING,
    extraBody: 'that of the fields',
  },
  completion: {
    provider: PROVIDER,
    routing: PAYGO,
    redaction: REDACTION,
    moderation: MODERATION,
    billingMode: BILLING,
    extraBody: 'that of the fields',
  },
  tools: {
    extraBody: 'that of the fields',
    webSearch: SEARCH,
    webResearch: '$0.13125 a request; a subscription does not cover it',
    scrapeUrls: '$0.001 for each page, in stealth mode $0.005; a subscription does not cover it',
    compressMemory: MEMORY,
    maxCharacters: `${TOOL}; what the model reads are input tokens`,
    onUsage: 'none of its own',
  },
  models: { kind: FREE, findModels: FREE, estimateCost: FREE },
  account: {},
  middleware: {},
}

/** What an option costs besides the call itself. */
export function costOf(page: string, path: string): string {
  const costs = COSTS[page] ?? {}
  for (let name = path; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const cost = costs[name]
    if (cost !== undefined) return cost
  }
  return 'none of its own'
}
