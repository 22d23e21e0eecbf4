// No test is to reach the host or spend the key of whoever runs it: the ones that are about these set them.
for (const name of ['NANOGPT_API_KEY', 'NANO_GPT_API_KEY', 'NANOGPT_BASE_URL']) delete process.env[name]

// Every suite runs on Node and on the edge runtime, but for those whose name says that they need Node.
export default {
  test: {
    // Real work on a busy machine: a picture of 2048 pixels, a film, a tour of every model.
    testTimeout: 30_000,
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
