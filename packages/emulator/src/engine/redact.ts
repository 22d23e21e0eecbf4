const personal: [pattern: RegExp, replacement: string][] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '[EMAIL]'],
  [/(?<![\w.])(?:\d[ -]?){12,18}\d(?!\w)/g, '[CARD]'],
  [/(?<![\w.])\+?\d[\d ()/-]{7,}\d(?!\w)/g, '[PHONE]'],
]

/** Text without e-mail addresses, card and telephone numbers, as a redacted prompt reaches the model. */
export function redact(text: string): string {
  return personal.reduce(
    (redacted, [pattern, replacement]) => redacted.replaceAll(pattern, replacement),
    text,
  )
}
