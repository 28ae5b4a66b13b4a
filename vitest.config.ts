import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    pool: 'forks',
    reporters: ['default', './test/closing-line-reporter.ts'],
    // SDKs put the time zone of the process into payloads.
    env: { TZ: 'UTC' },
  },
});
