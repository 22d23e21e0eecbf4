import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

export default defineConfig({
  entry: ['src/index.ts', 'src/server.ts', 'src/cli.ts'],
  format: 'esm',
  target: 'es2023',
  // The library runs wherever there is a fetch; only the command imports from Node.
  platform: 'neutral',
  external: [/^node:/],
  dts: { entry: ['src/index.ts', 'src/server.ts'] },
  sourcemap: true,
  clean: true,
  define: { __PACKAGE_VERSION__: JSON.stringify(version) },
})
