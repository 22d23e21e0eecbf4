const scripts: readonly [language: string, script: RegExp][] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['zh', /\p{Script=Han}/u],
  ['ko', /\p{Script=Hangul}/u],
  ['ru', /\p{Script=Cyrillic}/u],
  ['ar', /\p{Script=Arabic}/u],
  ['he', /\p{Script=Hebrew}/u],
  ['el', /\p{Script=Greek}/u],
  ['hi', /\p{Script=Devanagari}/u],
  ['th', /\p{Script=Thai}/u],
]

const smallWords: readonly [language: string, words: string][] = [
  ['en', 'the and is of to in that it you are was with for this have not they how what'],
  ['de', 'der die das und ist nicht ein eine ich sie wir mit auf für den dem wie was es von'],
  ['fr', 'le la les et est une un des je vous nous pas pour dans que qui sur avec ce comment'],
  ['es', 'el los las y es una un de que no por con para en cómo está se lo muy del'],
  ['it', 'il gli e è una un che non per con di sono come questo della nel si lo ma'],
  ['pt', 'o os as e é uma um que não por com para em como do da você está se mas'],
  ['nl', 'de het een en is niet ik je we van met op voor dat die hoe wat zijn maar er'],
]

/** The language of a text as a code of ISO 639-1: by its script, else by its small words, else English. */
export function detectLanguage(text: string): string {
  const written = scripts.find(([, script]) => script.test(text))
  if (written !== undefined) return written[0]
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const scores = smallWords.map(([language, list]) => {
    const known = new Set(list.split(' '))
    return { language, score: words.filter(word => known.has(word)).length }
  })
  const [best] = scores.toSorted((one, other) => other.score - one.score)
  return best === undefined || best.score === 0 ? 'en' : best.language
}
