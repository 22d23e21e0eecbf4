// The names that Whisper gives languages, and their ISO 639-1 codes. `Intl` has other names for some.
const NAMES = `
  english en, chinese zh, german de, spanish es, russian ru, korean ko, french fr, japanese ja, portuguese pt,
  turkish tr, polish pl, catalan ca, dutch nl, arabic ar, swedish sv, italian it, indonesian id, hindi hi,
  finnish fi, vietnamese vi, hebrew he, ukrainian uk, greek el, malay ms, czech cs, romanian ro, danish da,
  hungarian hu, tamil ta, norwegian no, thai th, urdu ur, croatian hr, bulgarian bg, lithuanian lt, latin la,
  maori mi, malayalam ml, welsh cy, slovak sk, telugu te, persian fa, latvian lv, bengali bn, serbian sr,
  azerbaijani az, slovenian sl, kannada kn, estonian et, macedonian mk, breton br, basque eu, icelandic is,
  armenian hy, nepali ne, mongolian mn, bosnian bs, kazakh kk, albanian sq, swahili sw, galician gl,
  marathi mr, punjabi pa, sinhala si, khmer km, shona sn, yoruba yo, somali so, afrikaans af, occitan oc,
  georgian ka, belarusian be, tajik tg, sindhi sd, gujarati gu, amharic am, yiddish yi, lao lo, uzbek uz,
  faroese fo, haitian creole ht, pashto ps, turkmen tk, nynorsk nn, maltese mt, sanskrit sa,
  luxembourgish lb, myanmar my, tibetan bo, tagalog tl, malagasy mg, assamese as, tatar tt, lingala ln,
  hausa ha, bashkir ba, javanese jv, sundanese su,
  burmese my, valencian ca, flemish nl, haitian ht, letzeburgesch lb, pushto ps, panjabi pa, moldavian ro,
  moldovan ro, sinhalese si, castilian es, mandarin zh
`

let codes: ReadonlyMap<string, string> | undefined

function codeOfName(name: string): string | undefined {
  codes ??= new Map(
    NAMES.split(',').map((entry): [string, string] => {
      const [, language = '', code = ''] = /^\s*(.+) (\w\w)\s*$/.exec(entry) ?? []
      return [language, code]
    }),
  )
  return codes.get(name.toLowerCase())
}

/**
 * The ISO 639-1 code of a language, which servers write as a code of two letters or three, as a tag such as
 * `en-US`, or as an English name.
 *
 * @returns `undefined` for a language without such a code, and for no language.
 */
export function languageCodeOf(language: string): string | undefined {
  const name = language.trim()
  const known = codeOfName(name)
  if (known !== undefined) return known
  const subtag = /^([a-z]{2,3})(?:[-_].*)?$/i.exec(name)?.[1]?.toLowerCase()
  if (subtag === undefined) return undefined
  const canonical = canonicalOf(subtag)
  return [canonical, subtag].find(code => code.length === 2)
}

/** `eng` is `en`, and `jw`, as Whisper writes Javanese, is `jv`. */
function canonicalOf(subtag: string): string {
  return Intl.getCanonicalLocales(subtag)[0] ?? subtag
}
