import { InvalidResponseDataError, type JSONObject } from '@ai-sdk/provider'
import { asCount, asFilledText, asRecord, firstDefined, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTModelInfo, NanoGPTModelKind, NanoGPTModelQuery } from './catalog-types.ts'
import { readParameters, textsOf } from './read-parameters.ts'
import { readTokenPrices } from './read-token-prices.ts'
import { readUnitPrices } from './read-unit-prices.ts'

/** Which list it is. */
export interface ListFacts {
  kind: NanoGPTModelKind
  plan?: NanoGPTModelQuery['plan']
}

/**
 * The models of a list, each once. An entry without an id is no model; everything else may be missing (field note A8).
 *
 * @throws InvalidResponseDataError when there is no list.
 */
export function readModels(answer: JsonRecord, list: ListFacts): NanoGPTModelInfo[] {
  const items = answer.data ?? answer.models
  if (!Array.isArray(items)) {
    throw new InvalidResponseDataError({
      data: answer,
      message: `NanoGPT's list of ${list.kind} models has no models in it, and is none. Is baseURL the address of its API?`,
    })
  }
  const models = new Map<string, NanoGPTModelInfo>()
  const times = new Set<unknown>()
  for (const item of items) {
    const entry = typeof item === 'string' ? { id: item } : asRecord(item)
    const id = asFilledText(entry?.id)
    if (entry === undefined || id === undefined || models.has(id)) continue
    times.add(entry.created)
    models.set(id, readModel({ ...entry, id }, list, entry as JSONObject))
  }
  // A time that all of them share is that of the request, not of the models (API sheet §17.1).
  const isTimeOfRequest = models.size > 1 && times.size === 1
  return [...models.values()].map(model => ({
    ...model,
    createdAt: isTimeOfRequest ? undefined : model.createdAt,
  }))
}

type Entry = JsonRecord & { id: string }

function readModel(entry: Entry, { kind, plan }: ListFacts, raw: JSONObject): NanoGPTModelInfo {
  const architecture = asRecord(entry.architecture) ?? {}
  const pricing = asRecord(entry.pricing)
  const abilities = readAbilities(entry)
  const parameters = readParameters(entry.supported_parameters)
  return {
    id: entry.id,
    kind: kind === 'audio' ? kindOfSound(abilities) : kind,
    name: firstDefined(asFilledText(entry.name), asFilledText(entry.displayName)),
    description: asFilledText(entry.description),
    ownedBy: asFilledText(entry.owned_by),
    // That of sound is the time of the request (field note A8).
    createdAt: isSound(kind) ? undefined : readTime(entry.created),
    contextLength: firstDefined(readLimit(entry.context_length), readLimit(entry.max_tokens)),
    maxOutputTokens: readLimit(entry.max_output_tokens),
    dimensions: readLimit(entry.dimensions),
    inputModalities: readTexts(architecture.input_modalities),
    outputModalities: readTexts(architecture.output_modalities),
    abilities,
    reasoningEfforts: readTexts(entry.reasoning_efforts),
    serviceTiers: readTexts(entry.supported_service_tiers),
    ...readSubscription(asRecord(entry.subscription), plan),
    tokenPrices: isRouter(entry.id, pricing) ? {} : readTokenPrices(pricing),
    ...readUnitPrices(pricing),
    voices: textsOf(parameters, ['voices', 'voice']),
    formats: textsOf(parameters, ['response_formats', 'response_format', 'output_format', 'formats']),
    resolutions: textsOf(parameters, ['resolutions', 'resolution', 'size']),
    parameters,
    raw,
  }
}

/** `auto-model`, `auto-model-basic`, … choose another model for each call, and list 0 where its price would stand. */
function isRouter(id: string, pricing: JsonRecord | undefined): boolean {
  return /^auto-model(?:-|$)/.test(id) && pricing?.prompt === 0 && pricing.completion === 0
}

// Words of ours that are no camelCase of the catalogue's.
const ABILITIES: ReadonlyMap<string, string> = new Map([
  ['pdf_upload', 'pdfInput'],
  ['batch_api', 'batch'],
])

function readAbilities({ capabilities, supports_dimensions }: JsonRecord): Record<string, boolean> {
  return Object.fromEntries(
    Object.entries({ custom_dimensions: supports_dimensions, ...asRecord(capabilities) })
      .filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean')
      .map(([name, value]) => [ABILITIES.get(name) ?? toCamelCase(name), value]),
  )
}

function toCamelCase(name: string): string {
  return name.replaceAll(/_(\w)/g, (_underscore, letter: string) => letter.toUpperCase())
}

function isSound(kind: NanoGPTModelKind): boolean {
  return kind === 'audio' || kind === 'speech' || kind === 'transcription'
}

function kindOfSound({ textToSpeech, speechToText }: Record<string, boolean>): NanoGPTModelKind {
  if (textToSpeech === speechToText) return 'audio'
  if (textToSpeech) return 'speech'
  return speechToText ? 'transcription' : 'audio'
}

function readSubscription(
  subscription: JsonRecord | undefined,
  plan: NanoGPTModelQuery['plan'],
): Pick<NanoGPTModelInfo, 'isSubscription' | 'quotaMultiplier'> {
  // Two of the lists say it of all their models.
  const ofList = { subscription: true, paid: false, personalized: undefined }
  return {
    isSubscription: readFlag(subscription?.included) ?? (plan && ofList[plan]),
    quotaMultiplier: asCount(subscription?.inputTokenMultiplier),
  }
}

/** A limit of 0 is one that nobody filled in. */
function readLimit(value: unknown): number | undefined {
  const limit = asCount(value)
  return limit === 0 ? undefined : limit
}

export function readFlag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

function readTexts(value: unknown): string[] | undefined {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : undefined
}

/** Seconds since 1970. */
function readTime(value: unknown): Date | undefined {
  const time = new Date((readLimit(value) ?? Number.NaN) * 1000)
  return Number.isNaN(time.getTime()) ? undefined : time
}

/** The models of two lists of the same kind: what the first leaves open, the second may tell. */
export function mergeLists(
  first: readonly NanoGPTModelInfo[],
  second: readonly NanoGPTModelInfo[],
): NanoGPTModelInfo[] {
  const models = new Map(second.map(model => [model.id, model]))
  for (const model of first) {
    const other = models.get(model.id)
    models.set(model.id, other === undefined ? model : mergeModels(model, other))
  }
  const order = new Set([...first, ...second].map(({ id }) => id))
  return [...order].flatMap(id => models.get(id) ?? [])
}

function mergeModels(model: NanoGPTModelInfo, other: NanoGPTModelInfo): NanoGPTModelInfo {
  const known = Object.entries(model).filter(([, value]) => value !== undefined)
  return {
    ...other,
    ...Object.fromEntries(known),
    abilities: { ...other.abilities, ...model.abilities },
    parameters: { ...other.parameters, ...model.parameters },
  }
}
