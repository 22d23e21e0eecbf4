import type {
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
  SharedV4Warning,
} from '@ai-sdk/provider'
import type { JsonRecord } from '../wire/json.ts'
import { cacheMarkerOf } from './cache-markers.ts'

/** Tools on the wire. */
export interface PreparedTools {
  /** `tools` and `tool_choice`; nothing without a tool, since a choice alone is an error. */
  fields: JsonRecord
  /** Tools that carry a `cache_control`, in their order. */
  markedTools: JsonRecord[]
  warnings: SharedV4Warning[]
}

export function prepareTools({
  tools = [],
  toolChoice,
}: Pick<LanguageModelV4CallOptions, 'tools' | 'toolChoice'>): PreparedTools {
  const warnings: SharedV4Warning[] = []
  const prepared: JsonRecord[] = []
  for (const tool of tools) {
    if (tool.type === 'provider') {
      warnings.push({
        type: 'unsupported',
        feature: `provider tool '${tool.id}'`,
        details: 'NanoGPT chat models take function tools only.',
      })
      continue
    }
    if (tool.inputExamples !== undefined && tool.inputExamples.length > 0) {
      warnings.push({
        type: 'unsupported',
        feature: `inputExamples of the tool '${tool.name}'`,
        details: 'Put the examples into the description of the tool.',
      })
    }
    prepared.push(prepareFunctionTool(tool))
  }
  const names = tools.flatMap(tool => (tool.type === 'function' ? [tool.name] : []))
  const missing = findMissing(toolChoice, names)
  if (missing !== undefined) warnings.push({ type: 'unsupported', feature: 'toolChoice', details: missing })
  if (prepared.length === 0) return { fields: {}, markedTools: [], warnings }
  const choice = missing === undefined && toolChoice && { tool_choice: prepareToolChoice(toolChoice) }
  return {
    fields: { tools: prepared, ...choice },
    markedTools: prepared.filter(tool => tool.cache_control !== undefined),
    warnings,
  }
}

/** What a choice asks for that the request does not have. */
function findMissing(
  toolChoice: LanguageModelV4CallOptions['toolChoice'],
  names: readonly string[],
): string | undefined {
  if (toolChoice?.type === 'tool' && !names.includes(toolChoice.toolName)) {
    return `The request has no function tool '${toolChoice.toolName}', so the choice was not sent.`
  }
  const isLost = toolChoice?.type === 'required' && names.length === 0
  return isLost ? 'The request has no function tool, so none can be required.' : undefined
}

function prepareFunctionTool(tool: LanguageModelV4FunctionTool): JsonRecord {
  const marker = cacheMarkerOf(tool.providerOptions)
  return {
    type: 'function',
    function: {
      name: tool.name,
      ...(tool.description !== undefined && { description: tool.description }),
      parameters: cleanSchema(tool.inputSchema),
      ...(tool.strict !== undefined && { strict: tool.strict }),
    },
    ...(marker && { cache_control: marker }),
  }
}

function prepareToolChoice(toolChoice: NonNullable<LanguageModelV4CallOptions['toolChoice']>): unknown {
  return toolChoice.type === 'tool'
    ? { type: 'function', function: { name: toolChoice.toolName } }
    : toolChoice.type
}

/** Some upstreams refuse the `$schema` keyword (field note A5); everything else in a schema is the user's. */
export function cleanSchema(schema: object): JsonRecord {
  const { $schema: _dialect, ...rest } = schema as JsonRecord
  return rest
}
