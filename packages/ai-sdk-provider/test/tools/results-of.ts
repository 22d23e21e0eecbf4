import type { NanoGPTToolOutput, NanoGPTToolResult } from '../../src/index.ts'

/** What a tool found out; a refusal fails the test. */
export async function resultOf(output: Promise<NanoGPTToolOutput>): Promise<NanoGPTToolResult> {
  const result = await output
  if (result.error !== undefined) throw new Error(`The tool refused: ${result.error}`)
  return result
}

/** Why a tool refused; a result fails the test. */
export async function refusalOf(output: Promise<NanoGPTToolOutput>): Promise<string> {
  const { error } = await output
  if (error === undefined) throw new Error('The tool did not refuse.')
  return error
}

/** An answer of the API in place of the emulator's. */
export function answering(value: unknown, init: ResponseInit = {}): typeof fetch {
  return async () =>
    new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' }, ...init })
}
