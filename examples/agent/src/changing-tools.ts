import { tool } from 'ai'
import { z } from 'zod'
import { diffLines, makeChange, planChange, type Change, type WantedChange } from './change.ts'
import type { Folder } from './folder.ts'

const path = z.string().describe('Relative to the folder, such as "src/main.ts".')

/**
 * Tools that change files.
 *
 * @param confirm throws where the user has not agreed to this very change.
 */
export function makeChangingTools(folder: Folder, confirm: (toolCallId: string, change: Change) => void) {
  const change = async (wanted: WantedChange, toolCallId: string) => {
    const planned = await planChange(folder, wanted)
    confirm(toolCallId, planned)
    await makeChange(planned)
    return { path: planned.path, diff: diffLines(planned) }
  }

  return {
    editFile: tool({
      description: 'Replaces a text in a file. The user sees the change first and may refuse it.',
      inputSchema: z.object({
        path,
        find: z.string().describe('The text as it stands in the file, exactly; it must be there once only.'),
        replace: z.string().describe('The text to put in its place.'),
      }),
      execute: (input, { toolCallId }) => change({ toolName: 'editFile', input }, toolCallId),
      // The model knows what it wrote; the diff is for people.
      toModelOutput: ({ output }) => ({ type: 'text', value: `Done: ${output.path}` }),
    }),
    writeFile: tool({
      description: 'Creates a new text file. The user sees it first and may refuse it.',
      inputSchema: z.object({ path, content: z.string() }),
      execute: (input, { toolCallId }) => change({ toolName: 'writeFile', input }, toolCallId),
      toModelOutput: ({ output }) => ({ type: 'text', value: `Done: ${output.path}` }),
    }),
  }
}
