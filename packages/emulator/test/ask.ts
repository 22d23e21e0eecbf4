import { EMULATOR_API_KEY, type Emulator } from '../src/index.ts'

export const host = 'https://nano-gpt.com'
export const chatPath = '/api/v1/chat/completions'

export type Json = Record<string, unknown>

/** A chat completion, as far as tests look into it. */
export interface Completion {
  id: string
  model: string
  created: number
  choices: {
    message: {
      role: string
      content: string | null
      reasoning?: string
      reasoning_content?: string
      tool_calls?: { id: string; type: string; function: { name: string; arguments: string } }[]
      annotations?: { type: string; url_citation: { url: string; start_index: number; end_index: number } }[]
    }
    finish_reason: string | null
  }[]
  usage?: {
    prompt_tokens: number
    completion_tokens: number
    total_tokens: number
    prompt_tokens_details: { cached_tokens: number }
    completion_tokens_details: { reasoning_tokens: number }
    cache_creation_input_tokens: number
    cache_read_input_tokens: number
    num_search_queries?: number
  }
  x_nanogpt_pricing?: { amount: number; cost: number; inputTokens: number; outputTokens: number }
  service_tier?: string
  advisor?: Json
}

/** An error body in the OpenAI form. */
export interface Failure {
  error: { message: string; type: string; code: string; param?: string }
}

export interface AskOptions {
  path?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

export function user(content: unknown): Json {
  return { role: 'user', content }
}

/** Asks with a valid key; `model` and `messages` are filled in where a test does not care. */
export function ask(emulator: Emulator, body: Json = {}, options: AskOptions = {}): Promise<Response> {
  return emulator.fetch(host + (options.path ?? chatPath), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${EMULATOR_API_KEY}`,
      ...options.headers,
    },
    body: JSON.stringify({ model: 'zai-org/glm-5', messages: [user('Tell me about whales.')], ...body }),
    ...(options.signal && { signal: options.signal }),
  })
}

export async function complete(
  emulator: Emulator,
  body: Json = {},
  options: AskOptions = {},
): Promise<Completion> {
  const response = await ask(emulator, body, options)
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`)
  return JSON.parse(text) as Completion
}

export async function fail(
  emulator: Emulator,
  body: Json,
  options: AskOptions = {},
): Promise<Failure['error'] & { status: number }> {
  const response = await ask(emulator, body, options)
  const { error } = (await response.json()) as Failure
  return { ...error, status: response.status }
}

/** A frame of a stream, as far as tests look into it. */
export interface Frame {
  id: string
  object: string
  model: string
  choices: {
    index: number
    delta: Json & { content?: string; reasoning?: string }
    finish_reason: string | null
  }[]
  usage?: Completion['usage']
  x_nanogpt_pricing?: Completion['x_nanogpt_pricing']
  service_tier?: string
  error?: Json
}

/** The events of a stream that was read to its end: JSON frames, then whatever is not JSON as text. */
export function parseFrames(text: string): { frames: Frame[]; done: boolean } {
  const data = text.split('\n\n').flatMap(event => (event.startsWith('data: ') ? [event.slice(6)] : []))
  const done = data.at(-1) === '[DONE]'
  return { frames: (done ? data.slice(0, -1) : data).map(json => JSON.parse(json) as Frame), done }
}

export async function stream(
  emulator: Emulator,
  body: Json = {},
  options: AskOptions = {},
): Promise<{ frames: Frame[]; done: boolean }> {
  const response = await ask(emulator, { stream: true, ...body }, options)
  return parseFrames(await response.text())
}
