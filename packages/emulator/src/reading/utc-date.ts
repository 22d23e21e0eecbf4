export const day = 86_400_000

/** The UTC date of a moment: `2026-11-01`. */
export function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

/** How many days there are from one date to another, both included. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / day + 1
}

/** These days. */
export function datesBetween(from: string, to: string): string[] {
  const start = Date.parse(from)
  return Array.from({ length: daysBetween(from, to) }, (_, index) => dateOf(start + index * day))
}
