import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'node', environment: 'node' } },
      {
        extends: true,
        test: {
          name: 'edge',
          environment: 'edge-runtime',
          exclude: ['**/*.node.test.ts', '**/node_modules/**'],
        },
      },
    ],
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
  },
})
