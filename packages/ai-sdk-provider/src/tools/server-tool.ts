import {
  lazySchema,
  zodSchema,
  type FlexibleSchema,
  type ToolExecutionOptions,
  type ToolResultOutput,
} from '@ai-sdk/provider-utils'
import type { z } from 'zod/v4'
import { isNanoGPTError, type NanoGPTError } from '../errors/nanogpt-error.ts'
import type { NanoGPTClient } from '../transport/http-client.ts'
import type { JsonRecord } from '../wire/json.ts'
import { cutTexts } from './cut-texts.ts'
import { callPaid } from './paid-call.ts'
import { toModelOutput, type NanoGPTToolOutput, type NanoGPTToolRefusal } from './tool-output.ts'
import type { NanoGPTServerToolSettings } from './tool-settings.ts'

/** A tool of the AI SDK, for `tools` of `generateText`, `streamText` and agents. */
export interface NanoGPTServerTool<INPUT> {
  description: string
  inputSchema: FlexibleSchema<INPUT>
  /**
   * What a model calls. Code can too.
   *
   * @throws NanoGPT's `APICallError` where no model can help: no balance, a wrong key, a network that is down.
   */
  execute(
    input: INPUT,
    options?: Partial<Pick<ToolExecutionOptions<unknown>, 'abortSignal'>>,
  ): Promise<NanoGPTToolOutput>
  toModelOutput(options: { output: NanoGPTToolOutput }): ToolResultOutput
}

/** A request, and how its answer is read: `undefined` where it is no answer. */
export interface ToolRequest {
  body: JsonRecord
  read: (record: JsonRecord) => NanoGPTToolOutput | undefined
}

/** What makes a tool, besides its settings. */
export interface ServerToolDefinition<INPUT> {
  /** The name in the books. */
  name: string
  /** Below `/api`. */
  path: string
  description: string
  inputSchema: () => z.ZodType<INPUT>
  /** Turns the model's wishes into a request, or says why there is none to send. */
  prepare: (input: INPUT) => ToolRequest | NanoGPTToolRefusal | PromiseLike<ToolRequest | NanoGPTToolRefusal>
}

/** Some 10,000 tokens. */
const DEFAULT_MAX_CHARACTERS = 40_000

/** @param connect gives the client, when it is first needed. */
export function makeServerTool<INPUT>(
  connect: () => NanoGPTClient,
  definition: ServerToolDefinition<INPUT>,
  settings: NanoGPTServerToolSettings,
): NanoGPTServerTool<INPUT> {
  const { name, path, description } = definition
  const { maxCharacters = DEFAULT_MAX_CHARACTERS, extraBody, headers, onUsage } = settings

  const ask = async ({ body, read }: ToolRequest, abortSignal: AbortSignal | undefined) => {
    const call = { name, family: 'api', path, body: { ...body, ...extraBody }, headers } as const
    const { record, bill, errors } = await callPaid(connect(), { ...call, abortSignal, onUsage })
    const output = read(record)
    if (output === undefined) throw errors.fromUnreadableBody(JSON.stringify(record))
    const { costUsd, requestId } = bill
    return {
      ...(output.error === undefined ? cutTexts(output, maxCharacters) : output),
      ...(costUsd !== undefined && { costUsd }),
      ...(requestId !== undefined && { requestId }),
    }
  }

  return {
    description,
    inputSchema: lazySchema(() => zodSchema(definition.inputSchema())),
    async execute(input, { abortSignal } = {}) {
      abortSignal?.throwIfAborted()
      const request = await definition.prepare(input)
      return 'error' in request ? request : ask(request, abortSignal).catch(refuseOrThrow)
    },
    toModelOutput,
  }
}

/** The input was refused, or the search took too long. */
const FOR_THE_MODEL: ReadonlySet<number> = new Set([400, 408, 413, 422, 504, 524])
/** Codes of our own, for answers that are none. */
const NO_WORDS: ReadonlySet<string | undefined> = new Set([
  'outcome_unknown',
  'unreadable_response',
  'connection_broken',
])

/** Gives the model what it can act on; only the developer can help with the rest. */
function refuseOrThrow(error: unknown): NanoGPTToolRefusal {
  if (!isNanoGPTError(error) || !isForTheModel(error)) throw error
  const { message, status, requestId } = error.data
  const advice = status === 429 ? ' Wait before you try again, or go on without it.' : ''
  return {
    error: `${message.replace(/([^.!?…])$/, '$1.')}${advice}`,
    ...(requestId !== undefined && { requestId }),
  }
}

function isForTheModel({ data: { status, code }, isRetryable }: NanoGPTError): boolean {
  if (status === undefined) return !NO_WORDS.has(code)
  // The daily limits of a key do not pass while a model waits.
  return status === 429 ? isRetryable : FOR_THE_MODEL.has(status)
}
