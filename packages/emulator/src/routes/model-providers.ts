import { markup } from '../billing/price.ts'
import { round } from '../billing/money.ts'
import { ApiError } from '../contract/api-error.ts'
import { findModel } from '../data/catalog.ts'
import type { Price } from '../data/model.ts'
import type { EmulatorContext } from '../env.ts'
import { deliver, jsonReply } from '../stream/deliver.ts'

/** Per thousand tokens, unlike the prices of the model list (API sheet §17.3). */
function pricing({ prompt, completion }: Price, factor: number): object {
  return {
    inputPer1kTokens: round((prompt * factor) / 1000),
    outputPer1kTokens: round((completion * factor) / 1000),
  }
}

/** `GET /api/models/{canonicalId}/providers`: who serves a model, with what choosing them costs. */
export function modelProviders(context: EmulatorContext): Response {
  const id = context.req.param('id') ?? ''
  const model = findModel(id)
  if (model === undefined) {
    throw new ApiError({ status: 400, code: 'model_not_found', message: `Invalid model ID: ${id}` })
  }
  if (model.providers.length === 0) return deliver(context, jsonReply({ supportsProviderSelection: false }))
  return deliver(
    context,
    jsonReply({
      canonicalId: model.id,
      displayName: model.name,
      supportsProviderSelection: true,
      defaultPrice: pricing(model.price, 1),
      providers: model.providers.map(({ id: provider, priceFactor }) => ({
        provider,
        available: true,
        pricing: pricing(model.price, priceFactor * (1 + markup)),
        distillationPolicy: { status: 'allowed' },
      })),
    }),
  )
}
