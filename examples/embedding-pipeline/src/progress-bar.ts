import { Presets, SingleBar } from 'cli-progress'

/** Draws on the standard error, and only where that is a terminal: in a pipe or a log there is no bar. */
export function progressBar(): {
  show: (progress: { done: number; total: number }) => void
  stop: () => void
} {
  const bar = new SingleBar(
    { format: '  {bar} {percentage} % · {value} of {total} chunks · {eta_formatted} left', hideCursor: true },
    Presets.rect,
  )
  return {
    show({ done, total }) {
      if (total === 0) return
      if (bar.isActive) bar.update(done)
      else bar.start(total, done)
    },
    stop: () => bar.stop(),
  }
}
