'use client'
import { useCallback, useEffect, useState } from 'react'
import { readFailure, type ChatFailure } from '../chat/chat-failure.ts'
import type { ChatModel } from '../chat/chat-model.ts'

export interface Catalogue {
  models: readonly ChatModel[]
  failure: ChatFailure | undefined
  reload: () => void
}

/** The models to choose from. A chat without them still works, with the model that was chosen before. */
export function useModels(): Catalogue {
  const [models, setModels] = useState<readonly ChatModel[]>([])
  const [failure, setFailure] = useState<ChatFailure>()

  const reload = useCallback(() => {
    setFailure(undefined)
    fetchModels().then(setModels, (error: Error) => setFailure(readFailure(error)))
  }, [])

  useEffect(reload, [reload])
  return { models, failure, reload }
}

async function fetchModels(): Promise<ChatModel[]> {
  const response = await fetch('/api/models')
  if (!response.ok) throw new Error(await response.text())
  return response.json()
}
