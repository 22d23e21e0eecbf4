import type { Model } from './model.ts'
import { openModels } from './open-models.ts'
import { proprietaryModels } from './proprietary-models.ts'

/** The text models of this emulator: plausible, not complete, and with prices that are nobody's. */
export const catalog: readonly Model[] = [...proprietaryModels, ...openModels]

const byId = new Map(catalog.map(model => [model.id, model]))

/** Ids are matched as they are written, capital letters included. */
export function findModel(id: string): Model | undefined {
  return byId.get(id)
}

/** Public ids of all providers that can be named. */
export const providerIds: ReadonlySet<string> = new Set(
  catalog.flatMap(model => model.providers.map(({ id }) => id)),
)
