import { limits } from '../contract/limits.ts'
import { canCache, type Model } from '../data/model.ts'
import { hash } from '../engine/random.ts'
import type { Caching } from '../reading/read-caching.ts'
import type { PromptCache } from '../state/prompt-cache.ts'
import type { PromptPiece } from './tokens.ts'

/** Tokens of a prompt that came from the cache, and tokens that went into it. */
export interface CacheUse {
  read: number
  written: number
}

/** A beginning of the prompt: everything up to and including a piece. */
interface Prefix {
  key: string
  tokens: number
  piece: PromptPiece
}

function prefixesOf(model: Model, pieces: readonly PromptPiece[]): Prefix[] {
  let key = model.id
  let tokens = 0
  return pieces.map(piece => {
    // Two hashes of different texts, so that prompts of a long test run do not meet by chance.
    key = `${model.id}#${hash(key + piece.text)}#${hash(piece.text + key)}`
    tokens += piece.tokens
    return { key, tokens, piece }
  })
}

/** Where the prompt is cut: at the caller's last four markers, and automatically at the end of what may be cached. */
function boundaries(prefixes: Prefix[], caching: Caching): Prefix[] {
  const marked = prefixes.filter(({ piece }) => piece.marked).slice(-limits.cacheMarkers)
  const automatic = caching.required || !caching.onlyMarkers
  const last = prefixes.findLast(({ piece }) => piece.message <= (caching.cutAfterMessage ?? Infinity))
  return automatic && last !== undefined ? [...marked, last] : marked
}

/** Looks the prompt up, and remembers it for the next one. */
export function useCache(
  { model, pieces, caching }: { model: Model; pieces: readonly PromptPiece[]; caching: Caching },
  cache: PromptCache,
): CacheUse {
  // The markers of models without a cache are ignored.
  if (!canCache(model) || !(caching.required || caching.explicit)) return { read: 0, written: 0 }
  const prefixes = prefixesOf(model, pieces)
  const longEnough = ({ tokens }: Prefix): boolean => tokens >= model.minimumCacheTokens
  const read = prefixes.findLast(prefix => cache.has(prefix.key))?.tokens ?? 0
  const cut = boundaries(prefixes, caching).filter(longEnough)
  for (const { key } of cut) cache.add(key)
  const longest = Math.max(0, ...cut.map(({ tokens }) => tokens))
  return { read, written: Math.max(0, longest - read) }
}
