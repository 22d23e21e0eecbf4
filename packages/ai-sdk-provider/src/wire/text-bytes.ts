// What bytes are, their beginning tells more surely than the media type that they came under.

const LENGTH = 64

/** Whether bytes begin like JSON or a page. Raw samples of sound may begin with any byte. */
export function beginsLikeMarkup(bytes: Uint8Array): boolean {
  return /^\s*(?:\{\s*["}]|<[a-z!?])/i.test(beginningOf(bytes))
}

/** Whether bytes may be words: they have no control character that is no space, and nothing that is no UTF-8. */
export function isReadable(bytes: Uint8Array): boolean {
  return !/[^\P{Cc}\s]|\uFFFD/u.test(beginningOf(bytes))
}

function beginningOf(bytes: Uint8Array): string {
  // The last character may be cut.
  return new TextDecoder().decode(bytes.subarray(0, LENGTH), { stream: true })
}
