import { LoadAPIKeyError } from '@ai-sdk/provider'
import { loadOptionalSetting } from '@ai-sdk/provider-utils'
import { DEFAULT_BASE_URL } from './endpoints.ts'

// The only file that reads the environment. The second name of the key is the one that the models.dev
// catalogue, and so the tools built on it, use (field note A8).

/**
 * The API key: as configured, else `NANOGPT_API_KEY`, else `NANO_GPT_API_KEY`.
 *
 * @throws LoadAPIKeyError naming both variables and where to get a key.
 */
export function loadKey(configured: string | undefined): string {
  const key = findKey(configured)
  if (key !== undefined) return key
  throw new LoadAPIKeyError({
    message:
      'The NanoGPT API key is missing. Set NANOGPT_API_KEY (or NANO_GPT_API_KEY) in the environment, or pass ' +
      'createNanoGPT({ apiKey }). Keys are made at https://nano-gpt.com/api.',
  })
}

/** The same, where there is one. */
export function findKey(configured: string | undefined): string | undefined {
  if (configured !== undefined && typeof configured !== 'string') {
    throw new LoadAPIKeyError({ message: 'The NanoGPT API key must be a string.' })
  }
  const key = configured ?? fromEnvironment('NANOGPT_API_KEY') ?? fromEnvironment('NANO_GPT_API_KEY')
  return key === undefined || key.trim() === '' ? undefined : checkedKey(key.trim())
}

/** What cannot stand in a header is no key; `fetch` would quote it in its error. */
function checkedKey(key: string): string {
  if (/^[\x21-\x7e]+$/.test(key)) return key
  throw new LoadAPIKeyError({
    message:
      'The NanoGPT API key has a space, a line break or another character that no key has. Copy it again.',
  })
}

/** The base URL: `NANOGPT_BASE_URL`, else NanoGPT's own. */
export function loadBaseURL(): string {
  return fromEnvironment('NANOGPT_BASE_URL') ?? DEFAULT_BASE_URL
}

function fromEnvironment(environmentVariableName: string): string | undefined {
  const value = loadOptionalSetting({ settingValue: undefined, environmentVariableName })
  // `KEY=` in an .env file is a variable that is not set.
  return value === undefined || value.trim() === '' ? undefined : value
}
