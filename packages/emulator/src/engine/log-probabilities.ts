import { hash } from './random.ts'

/** One token with the likelihood the model gave it. */
interface TokenProbability {
  token: string
  logprob: number
  bytes: number[]
}

/** Log probabilities of a text in OpenAI's shape, which NanoGPT passes on without documenting it. */
export interface LogProbabilities {
  content: (TokenProbability & { top_logprobs: TokenProbability[] })[]
}

const encoder = new TextEncoder()

function probability(token: string, logprob: number): TokenProbability {
  return { token, logprob: Math.round(logprob * 1e4) / 1e4, bytes: [...encoder.encode(token)] }
}

/** Somewhere between certain and one in three, the same for the same token. */
function likelihood(token: string): number {
  return -(hash(token) % 1000) / 900
}

/** Words stand in for tokens. The alternatives are made up, and less likely than what was said. */
export function logProbabilities(text: string, alternatives: number): LogProbabilities {
  const tokens = text.match(/\s*\S+|\s+$/g) ?? []
  return {
    content: tokens.map(token => {
      const chosen = probability(token, likelihood(token))
      const others = Array.from({ length: Math.max(0, alternatives - 1) }, (_, index) =>
        probability(`${token.slice(0, 1)}${'~'.repeat(index + 1)}`, chosen.logprob - 1 - index),
      )
      return { ...chosen, top_logprobs: alternatives > 0 ? [chosen, ...others] : [] }
    }),
  }
}
