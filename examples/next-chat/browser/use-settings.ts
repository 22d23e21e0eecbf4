'use client'
import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo } from 'react'
import type { ChatModel } from '../chat/chat-model.ts'
import { chatSettingsSchema, type ChatSettings } from '../chat/chat-settings.ts'
import { database } from './database.ts'

/** The settings of the next question, the same in every tab. */
export function useSettings(): [ChatSettings, (change: Partial<ChatSettings>) => void] {
  const saved = useLiveQuery(() => database.settings.get('chat'))
  // What an older version of this page has saved may have another shape.
  const settings = useMemo(
    () => chatSettingsSchema.safeParse(saved?.value).data ?? chatSettingsSchema.parse({}),
    [saved],
  )
  return [settings, change => void database.settings.put({ name: 'chat', value: { ...settings, ...change } })]
}

/** Leaves out what the model cannot do: it would be refused, or have no effect. */
export function fitSettings(settings: ChatSettings, models: readonly ChatModel[]): ChatSettings {
  const model = models.find(({ id }) => id === settings.model)
  if (model === undefined) return settings
  const { effort, ...others } = settings
  return {
    ...others,
    tools: settings.tools && model.abilities.includes('toolCalling'),
    ...(effort !== undefined && model.efforts?.includes(effort) && { effort }),
  }
}
