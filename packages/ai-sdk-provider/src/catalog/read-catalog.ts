import type { JSONObject } from '@ai-sdk/provider'
import { asCount, asFilledText, asList, asRecord, firstDefined, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTModelInfo, NanoGPTModelKind, NanoGPTModelProviders } from './catalog-types.ts'
import { readTokenPrices, readUnitPrices } from './read-prices.ts'

/** The models of a list. An entry without an id is no model; everything else may be missing (field note A8). */
export function readModels(answer: JsonRecord, kind: NanoGPTModelKind): NanoGPTModelInfo[] {
  return asList(answer.data ?? answer.models).flatMap(item => {
    const entry = typeof item === 'string' ? { id: item } : asRecord(item)
    const id = asFilledText(entry?.id)
    return entry === undefined || id === undefined ? [] : [readModel({ entry, id, kind })]
  })
}

function readModel({
  entry,
  id,
  kind,
}: {
  entry: JsonRecord
  id: string
  kind: NanoGPTModelKind
}): NanoGPTModelInfo {
  const architecture = asRecord(entry.architecture) ?? {}
  const pricing = asRecord(entry.pricing)
  const abilities = readAbilities(asRecord(entry.capabilities) ?? {})
  return {
    id,
    kind: kind === 'audio' ? kindOfSound(abilities) : kind,
    name: firstDefined(asFilledText(entry.name), asFilledText(entry.displayName)),
    description: asFilledText(entry.description),
    ownedBy: asFilledText(entry.owned_by),
    createdAt: kind === 'audio' ? undefined : readTime(entry.created),
    contextLength: firstDefined(readLimit(entry.context_length), readLimit(entry.max_tokens)),
    maxOutputTokens: readLimit(entry.max_output_tokens),
    dimensions: readLimit(entry.dimensions),
    inputModalities: readTexts(architecture.input_modalities),
    outputModalities: readTexts(architecture.output_modalities),
    abilities,
    reasoningEfforts: readTexts(entry.reasoning_efforts),
    serviceTiers: readTexts(entry.supported_service_tiers),
    isSubscription: readFlag(asRecord(entry.subscription)?.included),
    tokenPrices: readTokenPrices(pricing),
    unitPrices: readUnitPrices(pricing),
    // Both are JSON: they came out of a JSON document.
    parameters: (asRecord(entry.supported_parameters) ?? {}) as JSONObject,
    raw: entry as JSONObject,
  }
}

// Words of ours that are no camelCase of the catalogue's.
const ABILITIES: Readonly<Record<string, string>> = { pdf_upload: 'pdfInput', batch_api: 'batch' }

function readAbilities(capabilities: JsonRecord): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries(capabilities)
      .filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean')
      .map(([name, value]) => [ABILITIES[name] ?? toCamelCase(name), value]),
  )
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_underscore, letter: string) => letter.toUpperCase())
}

function kindOfSound({ textToSpeech, speechToText }: Record<string, boolean>): NanoGPTModelKind {
  if (textToSpeech === speechToText) return 'audio'
  return textToSpeech ? 'speech' : speechToText ? 'transcription' : 'audio'
}

/** A limit of 0 is one that nobody filled in. */
function readLimit(value: unknown): number | undefined {
  const limit = asCount(value)
  return limit === 0 ? undefined : limit
}

function readFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function readTexts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : undefined
}

/** Seconds since 1970. */
function readTime(value: unknown): Date | undefined {
  const seconds = readLimit(value)
  return seconds === undefined ? undefined : new Date(seconds * 1000)
}

export function readProviders(answer: JsonRecord, modelId: string): NanoGPTModelProviders {
  return {
    modelId: asFilledText(answer.canonicalId) ?? modelId,
    displayName: asFilledText(answer.displayName),
    supportsProviderSelection: readFlag(answer.supportsProviderSelection),
    defaultPrices: readTokenPrices(asRecord(answer.defaultPrice)),
    providers: asList(answer.providers).flatMap(item => {
      const entry = asRecord(item)
      const id = asFilledText(entry?.provider)
      if (entry === undefined || id === undefined) return []
      return [
        {
          id,
          isAvailable: readFlag(entry.available),
          tokenPrices: readTokenPrices(asRecord(entry.pricing)),
          raw: entry as JSONObject,
        },
      ]
    }),
    raw: answer as JSONObject,
  }
}
