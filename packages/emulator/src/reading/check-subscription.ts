import { ApiError } from '../contract/api-error.ts'
import type { ChatRequest } from './chat-request.ts'

/** The subscription's own base path has the models that it includes, and no others. */
export function checkSubscription({ reference, family }: ChatRequest): void {
  if (!family.subscriptionOnly || reference.model.subscription) return
  throw new ApiError({
    status: 403,
    code: 'model_not_allowed',
    message: `${reference.model.id} is not included in the subscription. Use /api/v1 to pay for it.`,
    param: 'model',
  })
}
