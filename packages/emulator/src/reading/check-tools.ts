import { invalidRequest, invalidValue } from '../contract/api-error.ts'
import { limits } from '../contract/limits.ts'
import { vendorOf } from '../data/model.ts'
import type { ChatRequest } from './chat-request.ts'

/** Checks that come before the schema, since they have codes of their own. */
export function checkRawTools(body: unknown): void {
  const tools = typeof body === 'object' && body !== null && 'tools' in body ? body.tools : undefined
  if (typeof tools === 'string')
    throw invalidRequest('invalid_tool_spec_parse', 'tools must be an array, not text', 'tools')
  if (!Array.isArray(tools)) return
  const deferred = tools.findIndex((tool: unknown) => isToolSearch(tool))
  if (deferred >= 0) {
    throw invalidRequest(
      'tool_search_api_not_supported',
      `tools[${deferred}] belongs to tool search, which only POST /api/v1/responses has`,
      `tools[${deferred}]`,
    )
  }
  const size = new TextEncoder().encode(JSON.stringify(tools)).length
  if (size > limits.toolsBytes) {
    throw invalidRequest(
      'tool_spec_too_large',
      `tools are ${size} bytes long; at most ${limits.toolsBytes} are allowed`,
      'tools',
    )
  }
}

function isToolSearch(tool: unknown): boolean {
  if (typeof tool !== 'object' || tool === null) return false
  const { type, defer_loading: deferred } = tool as { type?: unknown; defer_loading?: unknown }
  return type === 'nanogpt:tool_search' || type === 'tool_search' || deferred !== undefined
}

/** DeepSeek's servers refuse a `$schema` in the parameters. */
function checkSchemaKeyword({ body, reference }: ChatRequest): void {
  if (vendorOf(reference.model.id) !== 'deepseek') return
  const at = (body.tools ?? []).findIndex(tool => tool.function.parameters?.['$schema'] !== undefined)
  if (at < 0) return
  const param = `tools[${at}].function.parameters.$schema`
  throw invalidRequest(
    'invalid_tool_spec',
    `${param} is not accepted by ${reference.model.id}. Remove it.`,
    param,
  )
}

/** A choice needs something to choose from. */
function checkChoice({ body, reference }: ChatRequest): void {
  const { tools = [], tool_choice: choice } = body
  if (choice === undefined || choice === 'auto' || choice === 'none') return
  if (tools.length === 0)
    throw invalidRequest('tool_choice_unsupported', 'tool_choice needs tools', 'tool_choice')
  if (reference.model.capabilities?.tool_calling === false) {
    throw invalidRequest(
      'tool_choice_unsupported',
      `${reference.model.id} cannot be made to call tools`,
      'tool_choice',
    )
  }
  if (choice !== 'required' && !tools.some(tool => tool.function.name === choice.function.name)) {
    throw invalidValue(
      'tool_choice',
      `tool_choice names "${choice.function.name}", which is not among the tools`,
    )
  }
}

export function checkTools(request: ChatRequest): void {
  checkSchemaKeyword(request)
  checkChoice(request)
}
