const stopWords = new Set(
  (
    'a about above after again all also am an and any are as at be because been before being below between both but by ' +
    'can could did do does doing down during each few for from further had has have having he her here hers him his how i ' +
    'if in into is it its itself just let like me more most my no nor not now of off on once only or other our out over own ' +
    'please same she should so some such tell than that the their them then there these they this those through to too ' +
    'under until up use used using very want was we were what when where which while who whom why will with would you your ' +
    'yes whats give make show'
  ).split(' '),
)

/** `getWeather_forCity` → get, weather, for, city. */
export function splitName(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
    .map(word => word.toLowerCase())
}

/** The words of a text that carry it, in order, each once. */
export function keywords(text: string): string[] {
  // A number keeps its decimals.
  const words = text.toLowerCase().match(/\d+(?:[.,]\d+)+|[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? []
  return [...new Set(words.filter(word => word.length > 1 && !stopWords.has(word)))]
}

/** A word without its ending: cities → city, searching → search. Rough, and enough to compare two words. */
export function stem(word: string): string {
  return word.replace(/ies$/, 'y').replace(/(?<=\w{3})(?:ing|ed|es|s)$/, '')
}

function commonLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length += 1
  return length
}

/** Whether two words are about the same thing: the same stem, or nearly (`calculate`, `calculator`). */
export function related(one: string, other: string): boolean {
  const [first, second] = [stem(one), stem(other)]
  const shared = commonLength(first, second)
  return first === second || (shared >= 5 && shared >= 0.75 * Math.max(first.length, second.length))
}

/** What a question is about without saying the word. */
const associations: [hint: RegExp, word: string][] = [
  [/\d\s*[-+*/×÷^]\s*\d/, 'calculate'],
  [/\b(?:rain|sunny|temperature|forecast|umbrella|degrees)\b/i, 'weather'],
  [/\b(?:what time|o’clock|o'clock)\b/i, 'time'],
  [/https?:\/\//, 'page'],
]

/** The words of a question, and those it hints at. */
export function topicsOf(question: string): string[] {
  const hinted = associations.flatMap(([hint, word]) => (hint.test(question) ? [word] : []))
  return [...new Set([...keywords(question), ...hinted])]
}
