import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    setupFiles: ['tests/support/fixed-seed.ts'],
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './tests/support/closing-line-reporter.ts'],
  },
})
