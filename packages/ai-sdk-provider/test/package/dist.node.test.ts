import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const imports = [...read('dist/index.js').matchAll(/^(?:import|\} from).*?["']([^"']+)["']/gm)].map(
  match => match[1],
)

describe('the published package', () => {
  // 40 kB for the chat model and what all share, 7 kB for each of the six other kinds of model, and 18 kB for the
  // catalogue, the account, the server tools and the middleware. Not minified: an application's bundler does that.
  test('stays small', () => {
    expect(gzipSync(read('dist/index.js')).length).toBeLessThan(40_000 + 6 * 7000 + 18_000)
  })

  test('imports its dependencies and nothing of Node, so that it runs on the edge', () => {
    const { dependencies, peerDependencies } = JSON.parse(read('package.json')) as Record<
      string,
      Record<string, string>
    >
    const allowed = new Set([...Object.keys({ ...dependencies, ...peerDependencies }), 'zod/v4'])
    expect(imports.length).toBeGreaterThan(0)
    expect(imports.filter(name => name !== undefined && !allowed.has(name))).toEqual([])
  })
})
