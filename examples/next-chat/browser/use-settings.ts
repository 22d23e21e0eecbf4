'use client'
import { useLiveQuery } from 'dexie-react-hooks'
import { useMemo, useState } from 'react'
import type { ChatModel } from '../chat/chat-model.ts'
import { chatSettingsSchema, type ChatSettings } from '../chat/chat-settings.ts'
import { database } from './database.ts'

/** The settings of the next question. They count at once, and are kept for the next visit. */
export function useSettings(): [ChatSettings, (change: Partial<ChatSettings>) => void] {
  const saved = useLiveQuery(() => database.settings.get('chat'))
  const [changes, setChanges] = useState<Partial<ChatSettings>>({})
  const settings = useMemo(() => ({ ...readSettings(saved?.value), ...changes }), [saved, changes])
  const change = (changed: Partial<ChatSettings>) => {
    setChanges(others => ({ ...others, ...changed }))
    void saveSettings(changed)
  }
  return [settings, change]
}

/** What an older version of this page has saved may have another shape. */
function readSettings(saved: unknown): ChatSettings {
  return chatSettingsSchema.safeParse(saved).data ?? chatSettingsSchema.parse({})
}

function saveSettings(change: Partial<ChatSettings>): Promise<unknown> {
  const { settings } = database
  return database.transaction('rw', settings, async () => {
    const saved = await settings.get('chat')
    await settings.put({ name: 'chat', value: { ...readSettings(saved?.value), ...change } })
  })
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
