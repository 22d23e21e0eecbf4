import type { RecordedRequest } from '../state/request-log.ts'

/** What stands on the screen once the server listens. */
export function welcome(url: string, key: string): string {
  return [
    `NanoGPT emulator: ${url}/api/v1   key: ${key}`,
    '',
    '  For clients that read the environment:',
    `    export NANOGPT_BASE_URL=${url}/api/v1 NANOGPT_API_KEY=${key}`,
    '  For the openai package:',
    `    new OpenAI({ baseURL: '${url}/api/v1', apiKey: '${key}' })`,
    '  By hand:',
    `    curl ${url}/api/v1/chat/completions -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' \\`,
    `      -d '{"model":"zai-org/glm-5","messages":[{"role":"user","content":"Hello"}]}'`,
    '',
    'Ready. Ctrl+C stops it.',
    '',
  ].join('\n')
}

/** One line about a request. Nothing of its headers, so that no key can be in it. */
export function requestLine(record: RecordedRequest): string {
  const { understood, unknownFields, milliseconds } = record
  const notes = [
    understood && `${understood.model}${understood.cost === undefined ? '' : ` $${understood.cost}`}`,
    unknownFields.length > 0 && `undocumented: ${unknownFields.join(', ')}`,
  ].filter(note => note !== undefined && note !== false)
  return [
    record.method,
    record.path,
    record.status || 'torn',
    `${Math.round(milliseconds)} ms`,
    ...notes,
  ].join('  ')
}

/** The body as it came, and what it was taken to mean. */
export function requestDetails({ bodyText, understood }: RecordedRequest): string {
  const shown =
    bodyText.length > 2000 ? `${bodyText.slice(0, 2000)} … (${bodyText.length} characters)` : bodyText
  return [shown, understood && JSON.stringify(understood)]
    .filter(text => text !== undefined && text !== '')
    .map(text => `    ${text}\n`)
    .join('')
}

/** A failure in one line a person can act on. */
export function failure(error: unknown, { host, port }: { host: string; port: number }): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return `error: port ${port} is already in use. Choose another with --port.\n`
  if (code === 'EACCES')
    return `error: port ${port} needs special rights. Choose one above 1023 with --port.\n`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL')
    return `error: ${host} is no address of this machine. See --host.\n`
  return `error: ${message}\n`
}
