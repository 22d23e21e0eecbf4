import { readFileSync } from 'node:fs'
import { defineConfig, type Options } from 'tsup'

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as {
  version: string
}

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** The command imports the library that stands beside it, instead of having its own copy. */
const importLibrary: Plugin = {
  name: 'import-library',
  setup({ onResolve }) {
    onResolve({ filter: /^\.\.\/index\.ts$/ }, () => ({ path: './index.js', external: true }))
  },
}

export default defineConfig({
  entry: { index: 'src/index.ts', 'nanogpt-models': 'src/command/nanogpt-models.ts' },
  format: 'esm',
  target: 'es2023',
  // The library runs wherever there is a fetch; only the command imports from Node.
  platform: 'neutral',
  external: [/^node:/],
  // One file each: what applications load has no parts, and nothing of the command in it.
  splitting: false,
  esbuildPlugins: [importLibrary],
  dts: { entry: { index: 'src/index.ts' } },
  sourcemap: true,
  clean: true,
  define: { __PACKAGE_VERSION__: JSON.stringify(version) },
})
