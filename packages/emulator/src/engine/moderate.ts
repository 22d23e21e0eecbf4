/** The word that makes inline moderation refuse a prompt, so that refusals can be tested. */
export const flaggedWord = '[flagged]'

/** The `moderation` object of a refusal. */
export interface ModerationResult {
  model: string
  flagged: boolean
  categories: Record<string, boolean>
}

export function moderate(text: string, model: string): ModerationResult {
  const flagged = text.includes(flaggedWord)
  return {
    model,
    flagged,
    categories: { harassment: false, violence: flagged, 'self-harm': false, sexual: false },
  }
}
