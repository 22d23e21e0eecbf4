'use client'
import type { ChatModel } from '../chat/chat-model.ts'
import type { ChatSettings } from '../chat/chat-settings.ts'

const ROUTES = {
  speed: 'fastest',
  latency: 'soonest first word',
  throughput: 'most words a second',
  price: 'cheapest',
  tools: 'best with tools',
} as const satisfies Record<NonNullable<ChatSettings['routing']>, string>

interface SettingsBarProps {
  settings: ChatSettings
  model: ChatModel | undefined
  onChange: (change: Partial<ChatSettings>) => void
  onPickModel: () => void
}

export function SettingsBar({ settings, model, onChange, onPickModel }: SettingsBarProps) {
  const { webSearch, memory, tools, effort, routing } = settings
  const canCall = model?.abilities.includes('toolCalling') ?? true
  return (
    <div className="settings" role="group" aria-label="Settings">
      <button type="button" className="model" aria-haspopup="dialog" title="Ctrl K" onClick={onPickModel}>
        <span className="unseen">Model: </span>
        {model?.name ?? settings.model}
      </button>
      <Switch
        name="Web"
        about="Search the web first, for a fee"
        isOn={webSearch}
        onChange={on => onChange({ webSearch: on })}
      />
      <Switch
        name="Memory"
        about="Compress a long conversation instead of cutting it off"
        isOn={memory}
        onChange={on => onChange({ memory: on })}
      />
      <Switch
        name="Tools"
        about={canCall ? 'Clock, model search and drawing' : 'This model calls no tools'}
        isOn={tools && canCall}
        isDisabled={!canCall}
        onChange={on => onChange({ tools: on })}
      />
      {model?.efforts && (
        <Choice
          name="Thinking"
          about="How hard to think. Thoughts are paid like answers"
          value={effort !== undefined && model.efforts.includes(effort) ? effort : ''}
          options={model.efforts.map(level => [level, level])}
          onChange={value => onChange({ effort: value })}
        />
      )}
      <Choice
        name="Route"
        about="Who answers. A choice is paid from the balance, also with a subscription"
        value={routing ?? ''}
        options={Object.entries(ROUTES)}
        onChange={value => onChange({ routing: value as ChatSettings['routing'] })}
      />
    </div>
  )
}

interface SwitchProps {
  name: string
  about: string
  isOn: boolean
  isDisabled?: boolean
  onChange: (isOn: boolean) => void
}

function Switch({ name, about, isOn, isDisabled = false, onChange }: SwitchProps) {
  return (
    <button
      type="button"
      className="switch"
      title={about}
      aria-pressed={isOn}
      disabled={isDisabled}
      onClick={() => onChange(!isOn)}
    >
      {name}
    </button>
  )
}

interface ChoiceProps {
  name: string
  about: string
  value: string
  options: readonly (readonly [value: string, words: string])[]
  onChange: (value: string | undefined) => void
}

function Choice({ name, about, value, options, onChange }: ChoiceProps) {
  return (
    <label className="choice" title={about} data-chosen={value !== '' || undefined}>
      <span>{name}</span>
      <select value={value} onChange={event => onChange(event.target.value || undefined)}>
        <option value="">auto</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
