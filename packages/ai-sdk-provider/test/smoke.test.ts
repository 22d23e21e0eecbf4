import { createEmulator, EMULATOR_API_KEY } from '@nanogpt/emulator'
import { generateText, streamText, tool, Output, stepCountIs, createProviderRegistry } from 'ai'
import { z } from 'zod'
import { test } from 'vitest'
import { createNanoGPT } from '../src/index.ts'

test('smoke', async () => {
  const emulator = createEmulator()
  const nanogpt = createNanoGPT({ apiKey: EMULATOR_API_KEY, fetch: emulator.fetch })
  const r = await generateText({ model: nanogpt('zai-org/glm-5:thinking'), prompt: 'Tell me about owls.' })
  console.log(JSON.stringify(r.content), r.usage, r.finishReason, r.providerMetadata, r.warnings, r.request)
  const s = streamText({
    model: createProviderRegistry({ nanogpt }).languageModel('nanogpt:zai-org/glm-5:thinking:online'),
    prompt: 'Tell me about owls.',
    onError: console.error,
  })
  for await (const part of s.fullStream) console.log(JSON.stringify(part).slice(0, 200))
  const t = await generateText({
    model: nanogpt('openai/gpt-5.2'),
    prompt: 'What is the weather in Paris? find the city first',
    tools: {
      findCity: tool({
        inputSchema: z.object({ name: z.string() }),
        execute: async ({ name }) => ({ id: 7, name }),
      }),
      getWeather: tool({ inputSchema: z.object({ city: z.string() }), execute: async () => 'sunny' }),
    },
    stopWhen: stepCountIs(5),
  })
  console.log(
    JSON.stringify(
      t.steps.map(s => s.content),
      null,
      1,
    ),
  )
  const o = await generateText({
    model: nanogpt('openai/gpt-5.2'),
    prompt: 'Recipe',
    output: Output.object({ schema: z.object({ title: z.string(), minutes: z.number().int().min(1) }) }),
  })
  console.log(o.output, emulator.unknownFields)
})
