import { invalidRequest } from '../contract/api-error.ts'
import type { EmulatorContext } from '../env.ts'

/** Records the fields that no document mentions, and does with them what the emulator was told to do. */
export function reportUnknownFields(context: EmulatorContext, fields: readonly string[]): void {
  const { state } = context.env
  const record = context.get('record')
  record.unknownFields.push(...fields)
  state.unknownFields.push(...fields.map(field => ({ path: record.path, field, request: record.id })))
  const [first] = fields
  if (first === undefined || state.options.onUnknownField === 'ignore') return
  const message = `${fields.join(', ')}: no document of the API mentions this (${record.method} ${record.path}).`
  if (state.options.onUnknownField === 'error') throw invalidRequest('unknown_parameter', message, first)
  console.warn(`[nanogpt-emulator] ${message}`)
}
