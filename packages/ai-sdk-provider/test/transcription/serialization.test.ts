import { WORKFLOW_DESERIALIZE, WORKFLOW_SERIALIZE } from '@workflow/serde'
import { transcribe } from 'ai'
import { afterEach, expect, test, vi } from 'vitest'
import { NanoGPTTranscriptionModel } from '../../src/transcription/transcription-model.ts'
import { setUpFake, wav } from './fake-api.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.unstubAllGlobals()
})

test('a model survives a workflow engine, without its secrets', async () => {
  const { model } = setUpFake({ answers: [], providerName: 'mine', billing: 'paygo' })
  const state = JSON.stringify(NanoGPTTranscriptionModel[WORKFLOW_SERIALIZE](model))
  expect(state).not.toContain('sk-nano-test')

  vi.stubEnv('NANOGPT_API_KEY', 'sk-nano-environment')
  vi.stubGlobal('fetch', async (_url: string, { headers }: RequestInit) =>
    Response.json({ text: new Headers(headers).get('authorization') }),
  )
  const revived = NanoGPTTranscriptionModel[WORKFLOW_DESERIALIZE](JSON.parse(state))
  expect([revived.provider, revived.modelId]).toEqual(['mine.transcription', 'Whisper-Large-V3'])
  expect((await transcribe({ model: revived, audio: wav() })).text).toBe('Bearer sk-nano-environment')
})
