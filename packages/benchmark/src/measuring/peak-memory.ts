/**
 * By how many bytes the memory of this process grows at the highest while it works. To be asked once in the life of
 * a process, with `--expose-gc`: memory that was used before is not given back.
 */
export async function peakMemoryOf(work: () => PromiseLike<unknown>): Promise<number> {
  // What the preparation took is given back, as far as it can be, before the highest mark is read.
  globalThis.gc?.()
  const { rss } = process.memoryUsage()
  let highest = rss
  const look = () => (highest = Math.max(highest, process.memoryUsage().rss))
  const watch = setInterval(look, 1)
  await work()
  clearInterval(watch)
  look()
  return highest - rss
}
