import { Hono, type Handler } from 'hono'
import { cors } from 'hono/cors'
import type { EmulatorEnv } from './env.ts'
import { answerError, answerMethod, answerNotFound } from './middleware/answer-errors.ts'
import { injectFault } from './middleware/inject-fault.ts'
import { readBody } from './middleware/read-body.ts'
import { recordRequest } from './middleware/record-request.ts'
import { requireKey } from './middleware/require-key.ts'
import { checkBalance } from './routes/account.ts'
import { chatCompletions, type ChatFamily } from './routes/chat-completions.ts'
import { listModels, visibleModel } from './routes/models.ts'

type Route = Handler<EmulatorEnv>

const plain: ChatFamily = { reasoningField: 'reasoning', subscriptionOnly: false }
const legacy: ChatFamily = { reasoningField: 'reasoning_content', subscriptionOnly: false }
const thinking: ChatFamily = { reasoningField: 'content', subscriptionOnly: false }
const subscription: ChatFamily = { reasoningField: 'reasoning', subscriptionOnly: true }

/** Every endpoint: method, path, and the handlers a request passes. */
const routes: readonly [method: 'GET' | 'POST', path: string, ...handlers: [Route, ...Route[]]][] = [
  ['POST', '/api/v1/chat/completions', requireKey, chatCompletions(plain)],
  ['POST', '/v1/chat/completions', requireKey, chatCompletions(plain)],
  ['POST', '/api/v1legacy/chat/completions', requireKey, chatCompletions(legacy)],
  ['POST', '/api/v1thinking/chat/completions', requireKey, chatCompletions(thinking)],
  ['POST', '/api/subscription/v1/chat/completions', requireKey, chatCompletions(subscription)],

  ['GET', '/api/v1/models', listModels(visibleModel)],
  ['GET', '/v1/models', listModels(visibleModel)],
  ['GET', '/api/subscription/v1/models', listModels(model => model.subscription)],
  ['GET', '/api/paid/v1/models', listModels(model => !model.subscription)],
  ['GET', '/api/personalized/v1/models', requireKey, listModels(visibleModel)],

  ['POST', '/api/check-balance', requireKey, checkBalance],
]

/** The API as a value: a request goes in with the state it may change, a response comes out. */
export const app = new Hono<EmulatorEnv>()

app.use(cors({ origin: '*', exposeHeaders: ['X-Request-ID', 'Retry-After'] }))
app.use(recordRequest)
app.use(readBody)
app.use(injectFault)
for (const [method, path, ...handlers] of routes) {
  app.on(method, path, ...handlers)
  app.all(path, answerMethod(method))
}
app.notFound(answerNotFound)
app.onError(answerError)
