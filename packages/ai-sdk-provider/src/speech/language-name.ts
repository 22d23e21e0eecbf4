/**
 * The SDK names languages by code, the documents' examples by name: `Auto`, `English`, `Chinese` (API sheet
 * §14.2). What is no code is taken for a name.
 */
export function languageName(language: string): string {
  if (language.toLowerCase() === 'auto') return 'Auto'
  if (!/^[a-z]{2}$/i.test(language)) return language
  return new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language
}
