import { nanogpt } from '@nanogpt/ai-sdk-provider'
import { toChatModel } from '../../../chat/chat-model.ts'
import { describeFailure } from '../../../server/describe-failure.ts'

/** The catalogue for the model picker. The provider keeps it for five minutes. */
export async function GET(): Promise<Response> {
  try {
    const models = await nanogpt.getAvailableModels()
    return Response.json(models.map(toChatModel))
  } catch (error) {
    console.error('The catalogue did not arrive:', error instanceof Error ? error.message : error)
    return Response.json(describeFailure(error), { status: 502 })
  }
}

// Without this, Next.js would ask for the catalogue while it builds.
export const dynamic = 'force-dynamic'
