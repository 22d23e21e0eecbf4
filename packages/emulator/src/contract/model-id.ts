import { findModel, providerIds } from '../data/catalog.ts'
import type { Model } from '../data/model.ts'
import { ApiError } from './api-error.ts'
import { readSuffix, type Directive } from './suffix-table.ts'

/** A model id taken apart. */
export interface ModelReference {
  model: Model
  /** In the order they were written. */
  directives: readonly Directive[]
  /** A provider named as a trailing suffix, such as `:cerebras`. */
  provider: string | undefined
}

function modelNotFound(id: string): ApiError {
  return new ApiError({
    status: 404,
    code: 'model_not_found',
    message: `The model "${id}" does not exist. GET /api/v1/models lists those that do.`,
    param: 'model',
  })
}

/** Known suffixes are taken off; what is not known stays where it was and is part of the id. */
export function splitModelId(id: string): { base: string; directives: Directive[] } {
  const [name = '', ...suffixes] = id.split(':')
  const directives: Directive[] = []
  const identity = [name]
  for (const suffix of suffixes) {
    const directive = readSuffix(suffix)
    if (directive === undefined) identity.push(suffix)
    else directives.push(directive)
  }
  return { base: identity.join(':'), directives }
}

/** `…:thinking:8192` is the thinking model with a budget; Claude only. */
function withoutBudget(base: string): string {
  return base.startsWith('anthropic/') ? base.replace(/(:thinking):(?:\d+|low|medium|high)$/, '$1') : base
}

function findWithProvider(base: string): { model: Model; provider: string } | undefined {
  const colon = base.lastIndexOf(':')
  const provider = base.slice(colon + 1).toLowerCase()
  const model = providerIds.has(provider) ? findModel(base.slice(0, Math.max(0, colon))) : undefined
  return model && { model, provider }
}

/** Finds the model an id names, with its suffixes, or refuses it the way the API does. */
export function resolveModel(id: string): ModelReference {
  const { base, directives } = splitModelId(id)
  const model = findModel(base) ?? findModel(withoutBudget(base))
  if (model !== undefined) return { model, directives, provider: undefined }
  const served = findWithProvider(base)
  if (served === undefined) throw modelNotFound(id)
  return { ...served, directives }
}
