import { defineConfig } from 'vitest/config'

/** Puts spies in place of modules of Node, which the files that share a worker's modules would meet too. */
const SPYING = ['tests/channels/cli/doctor.test.ts']

export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    setupFiles: ['tests/support/fixed-seed.ts'],
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './tests/support/closing-line-reporter.ts'],
    projects: [
      // Loading the modules afresh for each file took two thirds of the run.
      { extends: true, test: { name: 'shared', include: ['tests/**/*.test.ts'], exclude: SPYING, isolate: false } },
      { extends: true, test: { name: 'spying', include: SPYING } },
    ],
  },
})
