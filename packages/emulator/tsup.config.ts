import { readFileSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

const common: Options = {
  format: 'esm',
  target: 'es2023',
  sourcemap: true,
  define: { __PACKAGE_VERSION__: JSON.stringify(version) },
}

export default defineConfig([
  // The library runs wherever there is a fetch; only the command needs Node.
  { ...common, entry: { index: 'src/index.ts' }, platform: 'neutral', dts: true },
  { ...common, entry: { cli: 'src/cli.ts' }, platform: 'node', external: ['@nanogpt/emulator'] },
])
