import { cutToBasic, type AddedModel, type ListedKind } from '../data/added-models.ts'
import type { EmulatorContext } from '../env.ts'
import { jsonReply, type Reply } from '../stream/deliver.ts'

/** The entries that a test added to a list, in the detail that is asked for. */
export function addedTo(context: EmulatorContext, kind: ListedKind, details = true): readonly AddedModel[] {
  const added = context.env.state.options.models[kind] ?? []
  return details ? added : added.map(cutToBasic)
}

/** The lists of images, video and sound come with details unless they are asked not to. */
export function wantsDetails(context: EmulatorContext): boolean {
  return context.req.query('detailed') !== 'false'
}

/** A list with the number of its entries; `generated_at` is the time of the emulator's clock. */
export function countedList(
  context: EmulatorContext,
  data: readonly AddedModel[],
  meta: Record<string, unknown> = {},
): Reply {
  const generatedAt = new Date(context.env.state.clock.now()).toISOString()
  return jsonReply({
    object: 'list',
    data,
    meta: { count: data.length, generated_at: generatedAt, ...meta },
  })
}
