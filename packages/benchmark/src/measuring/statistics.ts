/** The value in the middle, which one disturbed sample does not move; `undefined` of nothing. */
export function median(samples: readonly number[]): number | undefined {
  const sorted = samples.toSorted((left, right) => left - right)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  const lower = sorted[sorted.length % 2 === 1 ? middle : middle - 1]
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2
}

/** How far the samples are apart: half of them lie within this distance around the median. */
export function interquartileRange(samples: readonly number[]): number | undefined {
  const sorted = samples.toSorted((left, right) => left - right)
  const half = Math.ceil(sorted.length / 2)
  const lower = median(sorted.slice(0, half))
  const upper = median(sorted.slice(-half))
  return lower === undefined || upper === undefined ? undefined : upper - lower
}
