import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'

const read = (file: string) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')
const imports = [...read('dist/index.js').matchAll(/^(?:import|\} from).*?["']([^"']+)["']/gm)].map(
  match => match[1],
)

describe('the published package', () => {
  // 40 kB for the chat model and what all share, 7 kB for each of the six other kinds of model, and 36 kB for the
  // catalogue, the account, the server tools and the middleware, of which a bundler keeps what is used. Not minified: an application's bundler does that.
  test('stays small', () => {
    expect(gzipSync(read('dist/index.js')).length).toBeLessThan(40_000 + 6 * 7000 + 36_000)
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

  test('brings a command that loads the library beside it, and has no copy of it', () => {
    const command = read('dist/nanogpt-models.js')
    expect(command).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(command).toContain('from "./index.js"')
    expect(gzipSync(command).length).toBeLessThan(6000)
  })
})
