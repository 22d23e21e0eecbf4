import { Hono, type Handler } from 'hono'
import { cors } from 'hono/cors'
import { chatFamilies } from './contract/chat-family.ts'
import type { EmulatorEnv } from './env.ts'
import { answerError, answerMethod, answerNotFound } from './middleware/answer-errors.ts'
import { answerScripted } from './middleware/answer-scripted.ts'
import { injectFault } from './middleware/inject-fault.ts'
import { readBody } from './middleware/read-body.ts'
import { recordRequest } from './middleware/record-request.ts'
import { requireKey } from './middleware/require-key.ts'
import { checkBalance } from './routes/account.ts'
import { listAudioModels } from './routes/audio-models.ts'
import { chatCompletions } from './routes/chat-completions.ts'
import { completions } from './routes/completions.ts'
import { listEmbeddingModels } from './routes/embedding-models.ts'
import { embeddings } from './routes/embeddings.ts'
import { extendVideo } from './routes/extend-video.ts'
import { getFile } from './routes/files.ts'
import { generateVideo } from './routes/generate-video.ts'
import { listImageEndpoints, listImageModels, listNormalisedImageModels } from './routes/image-models.ts'
import { createImages, editImages, generateImages } from './routes/images.ts'
import { modelProviders } from './routes/model-providers.ts'
import { listIds, listModels, visibleModel } from './routes/models.ts'
import { recoverVideos } from './routes/recover-videos.ts'
import { asDataTool } from './routes/data-tool.ts'
import { memory } from './routes/memory.ts'
import { keepPrivate, requestBilling } from './routes/request-billing.ts'
import { scrapeUrls } from './routes/scrape-urls.ts'
import { transcribeVideos } from './routes/transcribe-videos.ts'
import { web } from './routes/web.ts'
import { inCompletionErrors, inImageErrors, inVideoErrors } from './routes/rewrite-errors.ts'
import { speech } from './routes/speech.ts'
import { subscriptionUsage } from './routes/subscription-usage.ts'
import { transcribeStatus } from './routes/transcribe-status.ts'
import { transcribe } from './routes/transcribe.ts'
import { transcriptions } from './routes/transcriptions.ts'
import { tts, ttsStatus } from './routes/tts.ts'
import { usage } from './routes/usage.ts'
import { videoContent } from './routes/video-content.ts'
import { listVideoModels } from './routes/video-models.ts'
import { oldVideoStatus, videoStatus } from './routes/video-status.ts'

type Route = Handler<EmulatorEnv>

type Row = readonly [method: 'GET' | 'POST', path: string, ...handlers: [Route, ...Route[]]]

const chatRoutes = Object.entries(chatFamilies).map(([base, family]): Row => [
  'POST',
  `${base}/chat/completions`,
  requireKey,
  chatCompletions(family),
])

/** The same endpoint under both of the bases that mean the same. */
function underV1(method: Row[0], path: string, ...handlers: [Route, ...Route[]]): Row[] {
  return ['/api/v1', '/v1'].map((base): Row => [method, `${base}${path}`, ...handlers])
}

/** Every endpoint: method, path, and the handlers a request passes. */
const routes: readonly Row[] = [
  ...chatRoutes,

  ...underV1('POST', '/embeddings', requireKey, embeddings),

  ['GET', '/api/v1/embedding-models', answerScripted, listEmbeddingModels],

  ...underV1('POST', '/completions', requireKey, inCompletionErrors(completions)),

  ...underV1('POST', '/images', requireKey, inImageErrors(createImages)),
  ...underV1('POST', '/images/generations', requireKey, generateImages),
  ...underV1('POST', '/images/edits', requireKey, editImages),
  ...underV1('POST', '/images/edit', requireKey, editImages),
  ...underV1('GET', '/images/models', answerScripted, listNormalisedImageModels),
  ...underV1('GET', '/images/models/:id{.+}/endpoints', answerScripted, listImageEndpoints),
  ...underV1('GET', '/image-models', answerScripted, listImageModels),

  ...underV1('POST', '/audio/speech', requireKey, speech),
  ['POST', '/api/v1/speech', requireKey, speech],
  ['POST', '/api/tts', requireKey, tts],
  ['GET', '/api/tts/status', requireKey, ttsStatus],

  ...underV1('POST', '/audio/transcriptions', requireKey, transcriptions),
  ['POST', '/api/transcribe', requireKey, transcribe],
  ['POST', '/api/transcribe/status', requireKey, transcribeStatus],

  ['GET', '/api/v1/audio-models', answerScripted, listAudioModels],

  ['GET', '/api/v1/models', answerScripted, listModels(visibleModel)],
  ['GET', '/v1/models', answerScripted, listModels(visibleModel)],
  ['GET', '/api/subscription/v1/models', answerScripted, listModels(model => model.subscription)],
  ['GET', '/api/paid/v1/models', answerScripted, listModels(model => !model.subscription)],
  ['GET', '/api/personalized/v1/models', requireKey, answerScripted, listModels(visibleModel)],
  ['GET', '/api/models', answerScripted, listIds],
  ['GET', '/api/models/:id/providers', requireKey, answerScripted, modelProviders],

  ['POST', '/api/generate-video', requireKey, inVideoErrors(generateVideo)],
  ['POST', '/api/generate-video/extend', requireKey, inVideoErrors(extendVideo)],
  ['GET', '/api/video/status', requireKey, answerScripted, inVideoErrors(videoStatus)],
  ['GET', '/api/generate-video/status', requireKey, answerScripted, inVideoErrors(oldVideoStatus)],
  ['GET', '/api/generate-video/content', requireKey, answerScripted, inVideoErrors(videoContent)],
  ['GET', '/api/generate-video/recover', requireKey, answerScripted, inVideoErrors(recoverVideos)],
  ['GET', '/api/v1/video-models', answerScripted, listVideoModels],

  ['GET', '/files/:id', answerScripted, getFile],

  ['POST', '/api/web', web],
  ['POST', '/api/v1/data/web/search', asDataTool('web.search', '/api/web'), web],
  ['POST', '/api/scrape-urls', scrapeUrls],
  ['POST', '/api/v1/data/url/scrape', asDataTool('url.scrape', '/api/scrape-urls'), scrapeUrls],
  ['POST', '/api/youtube-transcribe', transcribeVideos],
  ['POST', '/api/v1/memory', memory],
  ['POST', '/v1/memory', memory],

  ['POST', '/api/check-balance', requireKey, answerScripted, checkBalance],
  ['GET', '/api/v1/usage', usage],
  ['GET', '/v1/usage', usage],
  ['GET', '/api/v1/usage/requests/:id', keepPrivate, requireKey, answerScripted, requestBilling],
  ['GET', '/v1/usage/requests/:id', keepPrivate, requireKey, answerScripted, requestBilling],
  ['GET', '/api/subscription/v1/usage', requireKey, answerScripted, subscriptionUsage],
]

/** The API as a value: a request goes in with the state it may change, a response comes out. */
export const app = new Hono<EmulatorEnv>()

app.use(
  cors({
    origin: '*',
    exposeHeaders: ['X-Request-ID', 'Retry-After', 'x-nanogpt-data-endpoint', 'x-nanogpt-direct-endpoint'],
  }),
)
app.use(recordRequest)
app.use(readBody)
app.use(injectFault)
for (const [method, path, ...handlers] of routes) {
  app.on(method, path, ...handlers)
  app.all(path, answerMethod(method))
}
app.notFound(answerNotFound)
app.onError(answerError)
