/** The limits the API documents, each under its own name. */
export const limits = {
  /** JSON bodies, both as sent and after decompression. */
  bodyBytes: 32 * 1024 * 1024,
  /** The `tools` of a chat request, serialised. */
  toolsBytes: 200 * 1024,
  /** The whole body of `…/audio/transcriptions`, and the file of `/api/transcribe`. */
  transcriptionBytes: 4 * 1024 * 1024,
  transcribeFileBytes: 3 * 1024 * 1024,
  /** Texts of one embedding request. */
  embeddingValues: 2048,
  /** Materialised videos in one request, and the size of each. */
  videos: 2,
  videoBytes: 20 * 1024 * 1024,
  /** Each image, video or sound that a video is made from, and the length of the video in seconds. */
  videoInputBytes: 4 * 1024 * 1024,
  videoInputSeconds: 120,
  /** A picture of an image request, encoded. */
  imageBytes: 4 * 1024 * 1024,
  /** Pixels of its longer side. */
  imageSide: 8192,
  /** The whole of an image request: what the website's front lets through (field notes: uploads). */
  uploadBytes: 4.5 * 1024 * 1024,
  /** Anthropic-style cache markers; the oldest are dropped beyond this. */
  cacheMarkers: 4,
  /** Days of Context Memory. */
  memoryDays: { min: 1, max: 365, default: 30 },
  /** Tokens that `POST …/memory` compresses to, at least and usually. */
  memoryContext: { min: 10_000, default: 128_000 },
  /** Addresses of one request to `/api/scrape-urls` and `/api/youtube-transcribe`. */
  scrapeUrls: 5,
  transcribeUrls: 10,
  /** USD that the account needs for a web search, whatever it costs. */
  searchBalance: 1,
  /** Public URLs read by `scraping`, and videos by `youtube_transcripts`. */
  scrapedUrls: 5,
  youtubeTranscripts: 3,
} as const
