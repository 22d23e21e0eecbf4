'use client'
import {
  useDeferredValue,
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react'
import { ABILITY_WORDS, type ChatAbility, type ChatModel } from '../chat/chat-model.ts'
import { FailureNotice } from './failure-notice.tsx'
import { findModels, type ModelFilter, type ModelOrder } from './find-models.ts'
import { formatContext, formatPrice } from './numbers.ts'
import type { Catalogue } from './use-models.ts'

const FILTERS: readonly ChatAbility[] = ['vision', 'reasoning', 'toolCalling']

interface ModelPickerProps {
  dialog: RefObject<HTMLDialogElement | null>
  catalogue: Catalogue
  chosen: string
  onChoose: (id: string) => void
}

/** A dialog of the browser: it keeps the focus, closes with Escape, and gives the focus back. */
export function ModelPicker({ dialog, catalogue, chosen, onChoose }: ModelPickerProps) {
  const [filter, setFilter] = useState<ModelFilter>({ words: '', abilities: [], order: 'price' })
  const found = findModels(catalogue.models, useDeferredValue(filter))

  const choose = (id: string) => {
    onChoose(id)
    dialog.current?.close()
  }

  return (
    <dialog ref={dialog} className="picker" aria-label="Choose a model" closedby="any">
      <ModelList
        models={found}
        chosen={chosen}
        onChoose={choose}
        onSearch={words => setFilter({ ...filter, words })}
      >
        <Filters filter={filter} onChange={setFilter} />
      </ModelList>
      <p className="count" role="status">
        {found.length} of {catalogue.models.length} models. Prices in USD per million tokens.
      </p>
      {catalogue.failure && (
        <FailureNotice
          failure={{ ...catalogue.failure, wayOut: 'retry' }}
          ways={{ retry: catalogue.reload, chooseModel: catalogue.reload, startAnew: catalogue.reload }}
        />
      )}
      <button type="button" className="quiet close" onClick={() => dialog.current?.close()}>
        Close
      </button>
    </dialog>
  )
}

interface FiltersProps {
  filter: ModelFilter
  onChange: (filter: ModelFilter) => void
}

function Filters({ filter, onChange }: FiltersProps) {
  const { abilities, order } = filter
  const toggle = (ability: ChatAbility) => {
    const others = abilities.filter(other => other !== ability)
    onChange({ ...filter, abilities: others.length < abilities.length ? others : [...others, ability] })
  }
  return (
    <>
      <fieldset>
        <legend className="unseen">Abilities</legend>
        {FILTERS.map(ability => (
          <button
            type="button"
            key={ability}
            className="switch"
            aria-pressed={abilities.includes(ability)}
            onClick={() => toggle(ability)}
          >
            {ABILITY_WORDS[ability]}
          </button>
        ))}
      </fieldset>
      <label className="choice">
        <span>Order</span>
        <select
          value={order}
          onChange={event => onChange({ ...filter, order: event.target.value as ModelOrder })}
        >
          <option value="price">cheapest first</option>
          <option value="context">largest context first</option>
          <option value="name">by name</option>
        </select>
      </label>
    </>
  )
}

interface ModelListProps {
  models: readonly ChatModel[]
  chosen: string
  onChoose: (id: string) => void
  onSearch: (words: string) => void
  children: React.ReactNode
}

/** A combobox: the focus stays in the search field, the arrow keys walk through the list below. */
function ModelList({ models, chosen, onChoose, onSearch, children }: ModelListProps) {
  const listId = useId()
  const [active, setActive] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const current = Math.min(active, models.length - 1)

  useEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' })
  }, [current])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
    const model = models[current]
    if (step !== undefined) setActive(Math.max(0, Math.min(models.length - 1, current + step)))
    else if (event.key === 'Enter' && model !== undefined) onChoose(model.id)
    else return
    event.preventDefault()
  }

  return (
    <>
      <input
        type="search"
        role="combobox"
        aria-label="Search models"
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={models[current] && `${listId}-${current}`}
        placeholder="Search by name or vendor"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        onChange={event => {
          setActive(0)
          onSearch(event.target.value)
        }}
        onKeyDown={onKeyDown}
      />
      <div className="filters">{children}</div>
      <div className="columns" aria-hidden="true">
        <span>model</span>
        <span>context</span>
        <span>in</span>
        <span>out</span>
      </div>
      <ul id={listId} ref={list} role="listbox" aria-label="Models">
        {models.map((model, index) => (
          <li
            key={model.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={model.id === chosen}
            data-active={index === current || undefined}
            onClick={() => onChoose(model.id)}
          >
            <ModelRow model={model} />
          </li>
        ))}
      </ul>
    </>
  )
}

function ModelRow({ model }: { model: ChatModel }) {
  return (
    <>
      <span className="name">
        <strong>{model.name}</strong> <code>{model.id}</code>
      </span>
      <span className="number">
        {model.contextLength === undefined ? '–' : formatContext(model.contextLength)}
        <span className="unseen"> tokens of context, input </span>
      </span>
      <span className="number">
        {formatPrice(model.inputPrice)}
        <span className="unseen">, output </span>
      </span>
      <span className="number">{formatPrice(model.outputPrice)}</span>
      <small>
        {[
          ...model.abilities.map(ability => ABILITY_WORDS[ability]),
          ...(model.isSubscription ? ['in the subscription'] : []),
        ].join(', ')}
      </small>
    </>
  )
}
