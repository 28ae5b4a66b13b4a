import { defineConfig } from 'vitest/config';

// `npm run test:full` adds what takes too long for every change.
const full = process.env.LAPSE_FULL === '1';

/** Promises whose parts have tests of their own that are quick, and which would take `npm test` beyond its five minutes. */
const slow = [
  'test/full/**',
  'test/bench/**',
  'test/promises/audit.test.ts',
  'test/promises/diff.test.ts',
  'test/promises/fast-forward.test.ts',
  'test/promises/inspect.test.ts',
  'test/promises/hostile-sdk.test.ts',
  'test/promises/own-build.test.ts',
  'test/promises/replay.test.ts',
  'test/promises/trace.test.ts',
];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: full ? [] : slow,
    testTimeout: 60_000,
    pool: 'forks',
    // One of them would leave half of a small machine idle: most end-to-end tests wait for a process.
    maxWorkers: 2,
    // No test file replaces a module or leaves anything behind in the globals. A process for each of some hundreds of files
    // would spend most of its time on loading what the last one had loaded.
    isolate: false,
    reporters: ['default', './test/closing-line-reporter.ts'],
    // The grammars of dt-sql-parser are modules that only a bundler finds, as vite is one.
    server: { deps: { inline: ['dt-sql-parser'] } },
    // SDKs put the time zone of the process into payloads.
    env: { TZ: 'UTC' },
    // `npm run coverage`: what decides has no line and no branch that its own tests do not reach.
    coverage: {
      provider: 'v8',
      include: ['src/engine/**', 'src/judge/**', 'src/time/**'],
      reporter: ['text'],
      skipFull: true,
      thresholds: { 100: true },
    },
  },
});
