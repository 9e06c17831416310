import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is polled for comes late on a busy machine; a second, the default, is not a limit of ours.
    expect: { poll: { timeout: 30_000 } },
    globalSetup: ['tests/support/global-postgres.ts'],
    // Journeys start real servers and real renders: two at a time is what a 2-core machine carries.
    maxWorkers: 2,
  },
})
