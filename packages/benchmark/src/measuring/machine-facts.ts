import { arch, availableParallelism, cpus, loadavg, platform, totalmem } from 'node:os'

/** What a result depends on, besides the code. */
export interface MachineFacts {
  date: string
  node: string
  v8: string
  platform: string
  processor: string
  processors: number
  memoryGigabytes: number
  /** Mean number of running processes over the last minute: above `processors`, others were in the way. */
  load: number
}

export function readMachineFacts(): MachineFacts {
  return {
    date: new Date().toISOString(),
    node: process.versions.node,
    v8: process.versions.v8,
    platform: `${platform()} ${arch()}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    processors: availableParallelism(),
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    load: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  }
}
