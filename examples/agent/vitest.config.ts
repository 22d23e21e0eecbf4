import { defineConfig } from 'vitest/config'

// Each test of the command starts a process or two.
export default defineConfig({ test: { testTimeout: 60_000 } })
