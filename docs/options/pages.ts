// Which options there are, and on which page of the reference they stand: `coverage.test.ts` of the options looks whether
// a type is missing.

export interface OptionPage {
  /** Name of its file in `docs/reference`, and of its examples. */
  name: string
  title: string
  about: string
  groups: readonly OptionGroup[]
}

export interface OptionGroup {
  title: string
  /** Type that the provider exports, or function whose first parameter has the options. */
  type: string
  /** How options are given; `%` is the object. */
  place: string
  /** The guide that speaks of them. */
  guide: string
  /** Whether they are fields of a request. */
  isSent?: true
  /** What stands before their names, such as `webSearch.`. */
  prefix?: string
  /** Types whose options stand elsewhere. */
  without?: readonly string[]
  /** Options whose own options stand elsewhere. */
  whole?: readonly string[]
}

const CALL = 'providerOptions: { nanogpt: % }'

export const OPTION_PAGES: readonly OptionPage[] = [
  {
    name: 'settings',
    title: 'Settings of the provider',
    about: 'What `createNanoGPT` takes (the key, the address, who pays), and what a model id can say.',
    groups: [
      {
        title: 'createNanoGPT',
        type: 'NanoGPTProviderSettings',
        place: 'createNanoGPT(%)',
        guide: 'packages/ai-sdk-provider/README.md',
      },
      {
        title: 'composeModelId',
        type: 'ModelIdDirectives',
        place: "composeModelId('zai-org/glm-5', %)",
        prefix: 'composeModelId.',
        guide: 'docs/model-ids.md',
      },
    ],
  },
  {
    name: 'chat',
    title: 'Options of chat models',
    about: 'What `generateText`, `streamText` and agents take with a chat model.',
    groups: [
      {
        title: 'Options of a call',
        type: 'NanoGPTLanguageModelChatOptions',
        place: CALL,
        isSent: true,
        whole: ['webSearch'],
        guide: 'docs/provider-options.md',
      },
      {
        title: 'Options of messages, parts and tools',
        type: 'NanoGPTPartOptions',
        place: CALL,
        isSent: true,
        guide: 'docs/provider-options.md',
      },
    ],
  },
  {
    name: 'web-search',
    title: 'Options of web search',
    about: 'What `webSearch` of a chat model takes: the engine, its depth, and what only one engine knows.',
    groups: [
      {
        title: 'Options of `webSearch`',
        type: 'NanoGPTWebSearchOptions',
        place: CALL,
        isSent: true,
        prefix: 'webSearch.',
        guide: 'docs/provider-options.md',
      },
    ],
  },
  {
    name: 'embedding',
    title: 'Options of embedding models',
    about: 'What `embed` and `embedMany` take.',
    groups: [
      {
        title: 'Options of a call',
        type: 'NanoGPTEmbeddingModelOptions',
        place: CALL,
        isSent: true,
        guide: 'docs/embeddings.md',
      },
    ],
  },
  {
    name: 'image',
    title: 'Options of image models',
    about: 'What `generateImage` takes.',
    groups: [
      {
        title: 'Options of a call',
        type: 'NanoGPTImageModelOptions',
        place: CALL,
        isSent: true,
        guide: 'docs/images.md',
      },
      {
        title: 'Settings of a model',
        type: 'NanoGPTImageModelSettings',
        place: "nanogpt.imageModel('gpt-image-2', %)",
        guide: 'docs/images.md',
      },
    ],
  },
  {
    name: 'speech',
    title: 'Options of speech models',
    about: 'What `generateSpeech` and `experimental_streamSpeech` take.',
    groups: [
      {
        title: 'Options of a call',
        type: 'NanoGPTSpeechModelOptions',
        place: CALL,
        isSent: true,
        guide: 'docs/speech.md',
      },
    ],
  },
  {
    name: 'transcription',
    title: 'Options of transcription models',
    about: 'What `transcribe` takes.',
    groups: [
      {
        title: 'Options of a call',
        type: 'NanoGPTTranscriptionModelOptions',
        place: CALL,
        isSent: true,
        guide: 'docs/transcription.md',
      },
    ],
  },
  {
    name: 'video',
    title: 'Options of video models',
    about: 'What `experimental_generateVideo` and its relatives take.',
    groups: [
      {
        title: 'Options of a call',
        type: 'NanoGPTVideoModelOptions',
        place: CALL,
        isSent: true,
        guide: 'docs/video.md',
      },
    ],
  },
  {
    name: 'completion',
    title: 'Options of completion models',
    about:
      'What `generateText` and `streamText` take with a completion model, besides the [sampling options of chat models](chat.md).',
    groups: [
      {
        title: 'Options of a call',
        type: 'NanoGPTLanguageModelCompletionOptions',
        place: CALL,
        isSent: true,
        without: ['NanoGPTSamplingOptions'],
        whole: ['provider'],
        guide: 'docs/completions.md',
      },
    ],
  },
  {
    name: 'tools',
    title: 'Settings of server tools',
    about: 'What the tools of `nanogpt.tools`, and `nanogpt.compressMemory`, take.',
    groups: [
      {
        title: 'All tools',
        type: 'NanoGPTServerToolSettings',
        place: 'nanogpt.tools.webFetch(%)',
        guide: 'docs/tools.md',
      },
      {
        title: 'webSearch',
        type: 'NanoGPTWebSearchToolSettings',
        place: 'nanogpt.tools.webSearch(%)',
        prefix: 'webSearch.',
        without: ['NanoGPTServerToolSettings', 'NanoGPTSearchEngineOptions'],
        guide: 'docs/tools.md',
      },
      {
        title: 'webResearch',
        type: 'NanoGPTWebResearchToolSettings',
        place: 'nanogpt.tools.webResearch(%)',
        prefix: 'webResearch.',
        without: ['NanoGPTServerToolSettings'],
        guide: 'docs/tools.md',
      },
      {
        title: 'scrapeUrls',
        type: 'NanoGPTScrapeUrlsToolSettings',
        place: 'nanogpt.tools.scrapeUrls(%)',
        prefix: 'scrapeUrls.',
        without: ['NanoGPTServerToolSettings'],
        guide: 'docs/tools.md',
      },
      {
        title: 'compressMemory',
        type: 'NanoGPTCompressMemoryOptions',
        place: 'nanogpt.compressMemory(messages, %)',
        prefix: 'compressMemory.',
        guide: 'docs/tools.md',
      },
    ],
  },
  {
    name: 'models',
    title: 'Options of the catalogue',
    about: 'What `getAvailableModels`, `findModels` and `estimateCost` take.',
    groups: [
      {
        title: 'getAvailableModels',
        type: 'NanoGPTModelQuery',
        place: 'nanogpt.getAvailableModels(%)',
        guide: 'docs/models.md',
      },
      {
        title: 'findModels',
        type: 'NanoGPTModelSearch',
        place: 'nanogpt.findModels(%)',
        prefix: 'findModels.',
        without: ['NanoGPTModelQuery'],
        guide: 'docs/models.md',
      },
      {
        title: 'estimateCost',
        type: 'NanoGPTExpectedUsage',
        place: "nanogpt.estimateCost('zai-org/glm-5', %)",
        prefix: 'estimateCost.',
        guide: 'docs/models.md',
      },
    ],
  },
  {
    name: 'account',
    title: 'Options of account questions',
    about: 'What `getUsage` and `getRequestBilling` take.',
    groups: [
      {
        title: 'getUsage',
        type: 'NanoGPTUsageQuery',
        place: 'nanogpt.getUsage(%)',
        guide: 'docs/account.md',
      },
      {
        title: 'getRequestBilling',
        type: 'NanoGPTRequestBillingQuery',
        place: 'nanogpt.getRequestBilling(requestId, %)',
        without: ['NanoGPTAccountCall'],
        guide: 'docs/account.md',
      },
    ],
  },
  {
    name: 'middleware',
    title: 'Options of middleware',
    about: 'What `spendLimit`, `usageLedger` and `extractLeakedToolCalls` take.',
    groups: [
      { title: 'spendLimit', type: 'SpendLimitOptions', place: 'spendLimit(%)', guide: 'docs/middleware.md' },
      { title: 'usageLedger', type: 'usageLedger', place: 'usageLedger(%)', guide: 'docs/middleware.md' },
      {
        title: 'extractLeakedToolCalls',
        type: 'extractLeakedToolCalls',
        place: 'extractLeakedToolCalls(%)',
        guide: 'docs/middleware.md',
      },
    ],
  },
]
