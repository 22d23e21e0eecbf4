import { isNanoGPTError, type NanoGPTErrorData } from '@nanogpt/ai-sdk-provider'
import { APICallError, InvalidArgumentError, LoadAPIKeyError, RetryError } from 'ai'
import type { ChatFailure } from '../chat/chat-failure.ts'

/**
 * What a visitor may read about an error. NanoGPT's own words are shown only where they help to mend the question;
 * bodies, headers and stacks never leave the server.
 */
export function describeFailure(error: unknown): ChatFailure {
  const cause = RetryError.isInstance(error) ? error.lastError : error
  if (isNanoGPTError(cause)) {
    const { requestId } = cause.data
    return { ...describeAnswer(cause.data), ...(requestId && { requestId }) }
  }
  if (LoadAPIKeyError.isInstance(cause)) return KEY_IS_MISSING
  if (InvalidArgumentError.isInstance(cause)) {
    return { title: 'These settings do not go together', advice: cause.message }
  }
  if (APICallError.isInstance(cause)) return UNREACHABLE
  return { title: 'Something went wrong', advice: 'The log of the server says what.', wayOut: 'retry' }
}

function describeAnswer(data: NanoGPTErrorData): ChatFailure {
  const { code = '', status = 0 } = data
  if (code.startsWith('speed_suffix_')) return NO_ROUTES
  const description = BY_CODE[code] ?? BY_STATUS[status] ?? brokenAnswer
  return typeof description === 'function' ? description(data) : description
}

type Description = ChatFailure | ((data: NanoGPTErrorData) => ChatFailure)

const KEY_IS_MISSING: ChatFailure = {
  title: 'There is no API key',
  advice: 'Set NANOGPT_API_KEY where this server runs, then start it again.',
}

const UNREACHABLE: ChatFailure = {
  title: 'NanoGPT cannot be reached',
  advice: 'The network of the server is down, or NANOGPT_BASE_URL leads nowhere.',
  wayOut: 'retry',
}

const OUT_OF_BALANCE: ChatFailure = {
  title: 'The balance is used up',
  advice: 'Add balance, or choose a model that your subscription covers.',
  wayOut: 'add-balance',
}

const NO_ROUTES: ChatFailure = {
  title: 'This model does not let you choose a route',
  advice: 'Set Route to auto, or choose another model.',
  wayOut: 'choose-model',
}

const TOO_BUSY: ChatFailure = {
  title: 'The model is not available right now',
  advice: 'Try again in a moment, or choose another model.',
  wayOut: 'retry',
}

const DAILY_LIMIT: ChatFailure = {
  title: 'The daily limit of the API key is reached',
  advice: 'Raise it in the settings of the key, or wait for midnight UTC.',
}

const TOO_LARGE: ChatFailure = {
  title: 'The conversation is too large to send',
  advice: 'Start a new one, or attach smaller images.',
  wayOut: 'new-conversation',
}

const BY_CODE: Readonly<Record<string, Description>> = {
  context_length_exceeded: {
    title: 'The conversation is longer than this model can read',
    advice: 'Switch memory on, choose a model with a larger context, or start a new conversation.',
    wayOut: 'new-conversation',
  },
  image_input_not_supported: {
    title: 'This model cannot see images',
    advice: 'Choose one that can, then try again.',
    wayOut: 'choose-model',
  },
  unsupported_reasoning_effort: ({ message }) => ({
    title: 'The model does not think that way',
    advice: `${message} Choose another level under Thinking.`,
  }),
  content_policy_violation: {
    title: 'The question was refused for its content',
    advice: 'Put it differently, or choose another model.',
  },
  daily_rpd_limit_exceeded: DAILY_LIMIT,
  daily_usd_limit_exceeded: DAILY_LIMIT,
}

const BY_STATUS: Readonly<Record<number, Description>> = {
  400: ({ message }) => ({ title: 'NanoGPT refused the request', advice: message }),
  401: {
    title: 'The API key was refused',
    advice: 'Check NANOGPT_API_KEY where this server runs, then start it again.',
  },
  402: OUT_OF_BALANCE,
  403: ({ message }) => ({
    title: 'The account may not use this model',
    advice: message,
    wayOut: 'choose-model',
  }),
  404: {
    title: 'NanoGPT does not have this model',
    advice: 'Choose another one from the list.',
    wayOut: 'choose-model',
  },
  413: TOO_LARGE,
  429: {
    title: 'Too many questions at once',
    advice: 'Wait a moment, then try again.',
    wayOut: 'retry',
  },
  500: TOO_BUSY,
  502: TOO_BUSY,
  503: TOO_BUSY,
  504: TOO_BUSY,
}

/** What no status explains: an answer that broke in the middle, or was none. */
function brokenAnswer({ message }: NanoGPTErrorData): ChatFailure {
  return { title: 'The answer broke off', advice: message, wayOut: 'retry' }
}
