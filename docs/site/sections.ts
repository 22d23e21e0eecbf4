// The order in which the pages stand: in the margin of the site, and in llms.txt.

export interface Section {
  title: string
  /** Pages, relative to the root of the repository. */
  pages: readonly string[]
}

const README_OF_PROVIDER = 'packages/ai-sdk-provider/README.md'

export const SECTIONS: readonly Section[] = [
  { title: 'Start', pages: ['docs/README.md', 'docs/getting-started.md', README_OF_PROVIDER] },
  {
    title: 'Guides',
    pages: [
      'docs/call-options.md',
      'docs/provider-options.md',
      'docs/models.md',
      'docs/model-ids.md',
      'docs/caching.md',
      'docs/tools.md',
      'docs/errors.md',
      'docs/metadata.md',
      'docs/account.md',
      'docs/middleware.md',
      'docs/testing.md',
    ],
  },
  {
    title: 'Other models',
    pages: [
      'docs/embeddings.md',
      'docs/images.md',
      'docs/speech.md',
      'docs/transcription.md',
      'docs/video.md',
      'docs/completions.md',
    ],
  },
  {
    title: 'Recipes',
    pages: [
      'docs/recipes/switch.md',
      'docs/recipes/migrate.md',
      'docs/recipes/cost-control.md',
      'docs/recipes/caching-that-hits.md',
      'docs/recipes/subscription.md',
      'docs/recipes/fallbacks.md',
      'docs/recipes/offline-tests.md',
      'docs/recipes/edge.md',
    ],
  },
  {
    title: 'Reference',
    pages: [
      'docs/reference/README.md',
      'docs/reference/settings.md',
      'docs/reference/chat.md',
      'docs/reference/web-search.md',
      'docs/reference/embedding.md',
      'docs/reference/image.md',
      'docs/reference/speech.md',
      'docs/reference/transcription.md',
      'docs/reference/video.md',
      'docs/reference/completion.md',
      'docs/reference/tools.md',
      'docs/reference/models.md',
      'docs/reference/account.md',
      'docs/reference/middleware.md',
    ],
  },
  {
    title: 'Help',
    pages: ['docs/troubleshooting.md', 'docs/community-provider.md', 'packages/emulator/README.md'],
  },
]
