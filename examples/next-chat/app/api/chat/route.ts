import { nanogpt, type NanoGPTLanguageModelChatOptions } from '@nanogpt/ai-sdk-provider'
import {
  consumeStream,
  convertToModelMessages,
  createUIMessageStreamResponse,
  isStepCount,
  safeValidateUIMessages,
  streamText,
  toUIMessageStream,
} from 'ai'
import { z } from 'zod'
import type { ChatMessage } from '../../../chat/chat-message.ts'
import { chatSettingsSchema, type ChatSettings } from '../../../chat/chat-settings.ts'
import { countAnswer } from '../../../server/count-answer.ts'
import { describeFailure } from '../../../server/describe-failure.ts'
import { tools } from '../../../server/tools.ts'

/** Seconds, for hosts that limit a request: models may think for minutes. */
export const maxDuration = 300

const requestSchema = z.object({ messages: z.array(z.unknown()), settings: chatSettingsSchema })

export async function POST(request: Request): Promise<Response> {
  // Any site may have its visitors post text to this address, which would spend the balance. Before JSON of another
  // site a browser asks, and is told nothing.
  const isJson = request.headers.get('content-type')?.startsWith('application/json')
  if (!isJson) return refuse('It is not sent as application/json.')
  const body = requestSchema.safeParse(await request.json().catch(() => undefined))
  if (!body.success) return refuse('It has no messages, or settings that nobody knows.')
  const { settings } = body.data

  const checked = await safeValidateUIMessages<ChatMessage>({ messages: body.data.messages, tools })
  if (!checked.success) return refuse('A message in it does not have the form of a message.')
  const messages = checked.data
  // An address in a file part would be fetched by this server: only files that came along are taken.
  if (!messages.every(hasFilesInside)) return refuse('Attach files themselves, not addresses.')
  // No tool here asks for approval. What comes with one would be executed, though no model has called it.
  if (messages.some(hasApproval)) return refuse('It approves a tool call that waits for nobody.')

  const { stream } = streamText({
    model: nanogpt(settings.model),
    instructions: 'Answer in Markdown.',
    messages: await convertToModelMessages(messages, { tools, ignoreIncompleteToolCalls: true }),
    ...(settings.tools && { tools, stopWhen: isStepCount(6) }),
    providerOptions: { nanogpt: toProviderOptions(settings) },
    // The stop button closes the request, and with it the one to NanoGPT.
    abortSignal: request.signal,
    onError({ error }) {
      console.error('No answer:', error instanceof Error ? error.message : error)
    },
  })
  return createUIMessageStreamResponse({
    stream: toUIMessageStream({
      stream,
      originalMessages: messages,
      sendSources: true,
      messageMetadata: countAnswer(settings.model),
      onError: error => JSON.stringify(describeFailure(error)),
      redactToolErrors: false,
    }),
    consumeSseStream: consumeStream,
  })
}

function toProviderOptions({ webSearch, memory, effort, routing }: ChatSettings) {
  return {
    ...(webSearch && { webSearch }),
    ...(memory && { memory }),
    ...(effort !== undefined && { reasoning: { effort } }),
    ...(routing !== undefined && { routing }),
  } satisfies NanoGPTLanguageModelChatOptions
}

function hasFilesInside({ parts }: ChatMessage): boolean {
  return parts.every(part => part.type !== 'file' || part.url.startsWith('data:'))
}

function hasApproval({ parts }: ChatMessage): boolean {
  return parts.some(part => 'approval' in part && part.approval !== undefined)
}

function refuse(advice: string): Response {
  return Response.json({ title: 'The request cannot be read', advice }, { status: 400 })
}
