import type { Model } from '../data/model.ts'
import { idFor } from '../engine/random.ts'
import type { ChatRequest } from '../reading/chat-request.ts'

/** The `advisor` member of a reply: here the advisor is always asked once, and always has an answer. */
export function describeAdvisor(
  { body, reference }: ChatRequest,
  advisor: Model | undefined,
  requestId: string,
): object {
  if (advisor === undefined) return {}
  return {
    advisor: {
      id: idFor('advisor_', requestId),
      mode: body.advisor?.mode ?? 'auto',
      executor_model: reference.model.id,
      advisor_model: advisor.id,
      requested: true,
      consulted: true,
      successful: true,
      consultation_count: 1,
      max_uses: 1,
      status: 'completed',
    },
  }
}
