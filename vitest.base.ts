// Every suite runs on Node and on the edge runtime, but for those whose name says that they need Node.
export default {
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
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
  },
} as const
