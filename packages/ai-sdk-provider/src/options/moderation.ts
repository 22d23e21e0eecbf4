/** The header of a paid check of the input; a model id chooses the model that checks (API sheet §3.1). */
export function moderationHeaders(moderation: boolean | string | undefined): Record<string, string> {
  return moderation === undefined ? {} : { moderation: String(moderation) }
}
