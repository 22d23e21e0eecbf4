import type { JSONObject } from '@ai-sdk/provider'
import { asFilledText, asList, asRecord, type JsonRecord } from '../wire/json.ts'
import type { NanoGPTModelProviders } from './catalog-types.ts'
import { readFlag } from './read-catalog.ts'
import { readTokenPrices } from './read-token-prices.ts'

/** The providers behind a model; one whose model cannot be chosen has none (API sheet §17.3). */
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
          // It came out of a JSON document, as does the whole answer.
          raw: entry as JSONObject,
        },
      ]
    }),
    raw: answer as JSONObject,
  }
}
