import type { CallFormat } from './call-format.ts'
import type { CallableTools } from './call-collector.ts'
import { invokeFormat } from './format-invoke.ts'
import { bareFunction, taggedCall } from './format-tagged.ts'
import { deepseekTokens, kimiTokens } from './format-tokens.ts'
import { toolTags, useTool } from './format-tool-tags.ts'

// The bars of DSML are full-width in DeepSeek's own text; gateways write them in other ways too.
const DSML_PREFIXES = ['｜DSML｜', '｜｜DSML｜｜', '|DSML|', '||DSML||', '‖DSML‖']

/**
 * All formats, with what they look like:
 *
 * | format      | begins with                                       | written by                          |
 * | ----------- | ------------------------------------------------- | ----------------------------------- |
 * | `dsml`      | `<｜DSML｜tool_calls>`, `<｜DSML｜invoke name="…">` | DeepSeek since V3.2                 |
 * | `invoke`    | `<function_calls>`, `<invoke name="…">`           | Claude, MiniMax, and who learnt it  |
 * | `tool-call` | `<tool_call>`, `<|tool_call|>`, `<function_call>` | Qwen, GLM, Hermes, Granite, Phi     |
 * | `function`  | `<function=…>`                                    | Qwen without `<tool_call>`, Llama   |
 * | `kimi`      | `<|tool_calls_section_begin|>`                    | Kimi K2                             |
 * | `deepseek`  | `<｜tool▁calls▁begin｜>`                           | DeepSeek before V3.2                |
 * | `use-tool`  | `<use_tool name="…">`                             | models that were told so once       |
 * | `tool-tag`  | `<write_file>`, `<Write …>`: a tag named as a tool| models that know Cline              |
 */
export function callFormats(tools: CallableTools): CallFormat[] {
  return [
    ...DSML_PREFIXES.map(prefix =>
      invokeFormat('dsml', prefix, [`${prefix}tool_calls`, `${prefix}function_calls`]),
    ),
    invokeFormat('invoke', '', ['function_calls', 'tool_calls', 'minimax:tool_call']),
    invokeFormat('invoke', 'antml:', ['antml:function_calls']),
    taggedCall,
    bareFunction,
    kimiTokens,
    deepseekTokens,
    useTool,
    toolTags(tools),
  ]
}
