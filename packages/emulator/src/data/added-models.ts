/** An entry of a model list as it goes over the wire, however odd. */
export type AddedModel = Readonly<Record<string, unknown>>

/** Which list of models: those of embeddings have one of their own, as every kind has. */
export type ListedKind = 'text' | 'image' | 'video' | 'audio' | 'embedding'

/** Entries by the list they are added to; a bare array is added to the text models. */
export type AddedModels = readonly AddedModel[] | Readonly<Partial<Record<ListedKind, readonly AddedModel[]>>>

function isArray(models: AddedModels): models is readonly AddedModel[] {
  return Array.isArray(models)
}

export function readAdded(models: AddedModels = []): Partial<Record<ListedKind, readonly AddedModel[]>> {
  return isArray(models) ? { text: models } : models
}

const basicFields = ['id', 'object', 'created', 'owned_by']

/** What a list without details shows of an entry. */
export function cutToBasic(entry: AddedModel): AddedModel {
  return Object.fromEntries(Object.entries(entry).filter(([name]) => basicFields.includes(name)))
}

/** Whether an entry says that the subscription includes it. */
export function isIncluded({ subscription }: AddedModel): boolean {
  return (
    typeof subscription === 'object' &&
    subscription !== null &&
    'included' in subscription &&
    subscription.included === true
  )
}
