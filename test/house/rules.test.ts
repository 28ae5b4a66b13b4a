import { describe, expect, test } from 'vitest';
import { filesBelow, linesMatching, type SourceFile } from './source-files.js';

const source = filesBelow(['src'], /\.ts$/);
const tests = filesBelow(['test'], /\.ts$/);
const written = filesBelow(
  ['src', 'test', 'spec', 'scenarios', 'docs', 'bench', 'reports', 'tools'],
  /\.(ts|mjs|cjs|md|ya?ml|json|csv)$/,
);
const topLevel = filesBelow(['.'], /\.(md|json|ya?ml|ts)$/).filter(({ name }) => !name.includes('/'));

const except = (files: readonly SourceFile[], ...names: string[]): SourceFile[] =>
  files.filter(({ name }) => !names.includes(name));

const thisFile = 'test/house/rules.test.ts';
/** These hold scripts for pages, which run on the fake clock and on seeded randomness. */
const outsidePages = except(tests, thisFile).filter(({ name }) => !/^test\/target\/(jsdom|web)\//.test(name));

describe('house rules', () => {
  test('only time/host.ts knows real time, and nothing sleeps', () => {
    const realTime =
      /Date\.now\(|new Date\(\)|(^|[^.\w])(setTimeout|setInterval|setImmediate)\(|(^|[^.\w]|globalThis\.)performance\.now\(|timers\/promises/;
    expect(linesMatching(except(source, 'src/time/host.ts'), realTime)).toEqual([]);
    expect(linesMatching(outsidePages, realTime)).toEqual([]);
    expect(linesMatching(except(tests, thisFile), /timers\/promises|Atomics\.wait|execSync\('sleep/)).toEqual([]);
  });

  test('threads end by themselves; only those that will not are ended', () => {
    const files = except(source, 'src/time/host-thread.ts', 'src/warehouse/sessionize/shared-run.ts');
    // What loops in an SDK does not hear that it is to end.
    const looping = /^src\/target\/jsdom\/hosted-target\.ts:\d+: void worker\.terminate\(\)\.then\(\(\) => reject/;
    expect(linesMatching(files, /\.terminate\(/).filter((line) => !looping.test(line))).toEqual([]);
  });

  test('no unseeded randomness', () => {
    expect(linesMatching([...source, ...outsidePages], /Math\.random\(\)|randomUUID\(\)|randomBytes\(/)).toEqual([]);
  });

  test('nothing is left for later, switched off or silenced', () => {
    const pattern =
      /\b(TODO|FIXME|XXX|HACK)\b|\.(only|todo)\(|(test|it|describe)\.skip\(|@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable|\bas any\b|as unknown as/;
    // In TAP this is the word for what is known to fail.
    const files = except([...source, ...tests], thisFile, 'src/report/tap.ts', 'test/report/tap.test.ts');
    expect(linesMatching(files, pattern)).toEqual([]);
  });

  test('names say what is in a file', () => {
    const vague = /(^|[/-])(utils?|helpers?|managers?|misc|common|lib)([/.-]|$)/;
    expect([...source, ...tests].map(({ name }) => name).filter((name) => vague.test(name))).toEqual([]);
  });

  test('a file has one subject: none is longer than 320 lines', () => {
    const long = source
      .map(({ name, text }) => ({ name, lines: text.split('\n').length }))
      .filter(({ lines }) => lines > 320);
    expect(long).toEqual([]);
  });

  test('every source file that does something has a test that mirrors it', () => {
    const names = new Set(tests.map(({ name }) => name));
    const untested = source
      .filter(
        ({ name, text }) => !name.endsWith('/index.ts') && /^(export )?(async )?(function|class|const) /m.test(text),
      )
      .map(({ name }) => name)
      .filter((name) => !names.has(name.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts')))
      .filter((name) => !testedThrough.has(name))
      .filter((name) => !testedTogether.some(({ folder }) => name.startsWith(folder)));
    expect(untested).toEqual([]);
    expect(testedTogether.filter(({ by }) => !names.has(by))).toEqual([]);
  });

  test('no path of a machine, and no address of a package registry', () => {
    const pattern = /(^|[^\w.])\/(work|root|home|tmp|Users)\/\w|registry\.(npmjs|yarnpkg)|npmmirror/;
    expect(linesMatching([...except(written, thisFile), ...topLevel], pattern)).toEqual([]);
  });

  test('dependencies are pinned exactly and each is explained', () => {
    const manifest: Record<
      'dependencies' | 'optionalDependencies' | 'devDependencies',
      Record<string, string>
    > = JSON.parse(topLevel.find(({ name }) => name === 'package.json')?.text ?? '');
    const { dependencies, optionalDependencies, devDependencies } = manifest;
    const all = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies });
    expect(all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
    const explained = written.find(({ name }) => name === 'docs/dependencies.md')?.text ?? '';
    expect(all.map(([name]) => name).filter((name) => !explained.includes(`\`${name}\``))).toEqual([]);
  });
});

/**
 * Families whose members all make the same promise, which one test demands of each of them in turn. A test for every member
 * would only repeat it.
 */
const testedTogether = [
  // Each dialect is run against the engine where that can be, and else read by a parser of it.
  { folder: 'src/warehouse/sql/dialects/', by: 'test/warehouse/sql/dialects/index.test.ts' },
  // Each mistake is what explains a query that makes it, and nothing else does.
  { folder: 'src/warehouse/verify/deviations/', by: 'test/warehouse/verify/deviations/index.test.ts' },
  // Each seeded fault is caught for the reason that it declares, and the reference is not.
  { folder: 'src/mutants/museum/', by: 'test/mutants/museum/index.test.ts' },
  // Each tested quantity is within its tolerance, and outside once another one is configured.
  { folder: 'src/dataset/check/quantities/', by: 'test/dataset/check/check-dataset.test.ts' },
  // Each section of a description agrees with the rows that it describes.
  { folder: 'src/dataset/describe/sections/', by: 'test/dataset/describe/describe-dataset.test.ts' },
  // What DuckDB reads of a file are the rows that were written into it.
  { folder: 'src/dataset/parquet/', by: 'test/dataset/parquet/parquet-file.test.ts' },
  // Each finding of an audit is found where it was planted, with its cause, and nowhere else.
  { folder: 'src/warehouse/audit/findings/', by: 'test/warehouse/audit/findings/index.test.ts' },
];

/** Files whose work is only visible through another, where it is tested; each with that place. */
const testedThrough: ReadonlySet<string> = new Set([
  // A name: test/cli/early-thread.test.ts.
  'src/cli/default-target.ts',
  // Runs as a thread of its own: test/target/jsdom/hosted-target.test.ts.
  'src/target/jsdom/worker.ts',
  // Threads that are begun before somebody wants them: test/target/jsdom/hosted-target.test.ts.
  'src/target/prepare-targets.ts',
  // A rejection that nobody catches would end the test itself: test/target/jsdom/hosted-target.test.ts.
  'src/target/jsdom/stray-rejections.ts',
  // Runs as a thread of its own: test/dataset/worker-pool.test.ts.
  'src/dataset/worker.ts',
  // Who is blamed, in whose words, and by which messages: test/target/process/connection.test.ts and message-schema.test.ts.
  'src/target/process/adapter-fault.ts',
  'src/target/process/channel.ts',
  'src/target/process/protocol.ts',
  // A timeline through an adapter, and the time that it is told: test/target/process/adapter-target.test.ts.
  'src/target/process/adapter-player.ts',
  'src/target/process/timeline-clock.ts',
  // What needs a browser: test/full/chromium.test.ts.
  'src/target/chromium/browser-device.ts',
  'src/target/chromium/cdp-session.ts',
  'src/target/chromium/chromium-target.ts',
  'src/target/chromium/player.ts',
  'src/target/chromium/page/browser-turn.ts',
  'src/target/chromium/page/device-host.ts',
  'src/target/chromium/page/main.ts',
  'src/target/chromium/page/tab-page.ts',
  // Parts of a page: test/target/jsdom/page.test.ts.
  'src/target/web/empty-page.ts',
  'src/target/web/log-text.ts',
  'src/target/web/page-randomness.ts',
  // Parts of the SDK's driver: test/target/rudderstack-js/sdk.test.ts.
  'src/target/rudderstack-js/calls.ts',
  'src/target/rudderstack-js/script-frame.ts',
  // Lists of words, read by everything.
  'src/target/web/console-levels.ts',
  'src/record/result-change.ts',
  'src/record/timeline.ts',
  'src/record/verdict.ts',
  // Shapes, and how long the probe of the clock waits: test/suite/probes.test.ts.
  'src/record/run-result.ts',
  // What a scenario becomes: test/scenario/build-case.test.ts.
  'src/scenario/config.ts',
  'src/scenario/expectations.ts',
  'src/scenario/steps.ts',
  // The sentences that wrong input gets: test/spec/schemas.test.ts and test/promises/bad-input.test.ts.
  'src/spec/schema-sentences.ts',
  // A test framework within a test framework: test/promises/conformance.test.ts and test/full/conformance.test.ts.
  'src/conformance/node-test.ts',
  'src/conformance/vitest.ts',
  // The parts of a population's file: test/dataset/read-population.test.ts.
  'src/dataset/population.ts',
  'src/dataset/population-reader.ts',
  'src/dataset/read-cohorts.ts',
  'src/dataset/read-distribution.ts',
  'src/dataset/read-journeys.ts',
  // What a user becomes: test/dataset/generate-user.test.ts.
  'src/dataset/cohort-plan.ts',
  'src/dataset/journey-plan.ts',
  'src/dataset/rows.ts',
  'src/dataset/user-ledger.ts',
  'src/dataset/user-rows.ts',
  // Questions to populations, which are answered together: test/dataset/answers/answers.test.ts.
  'src/dataset/answers/classroom.ts',
  'src/dataset/answers/content.ts',
  'src/dataset/answers/game.ts',
  'src/dataset/answers/health-shop.ts',
  'src/dataset/answers/marketplace.ts',
  'src/dataset/answers/timeouts-part.ts',
  // Lists of words of the options: test/cli/warehouse-options.test.ts.
  'src/warehouse/read/column-choice.ts',
  // What the collector says of a source: test/wire/collector/collector.test.ts.
  'src/wire/collector/source-config.ts',
  // What a capture shows and what not: test/suite/capture/judge-capture.test.ts.
  'src/suite/capture/unseen.ts',
  // Captures on the command line: test/promises/captures.test.ts.
  'src/cli/capture-writer.ts',
  'src/cli/instructions-text.ts',
  'src/cli/judge-capture.ts',
  'src/cli/commands/collect.ts',
  'src/cli/commands/play.ts',
  // What the rows of files become: test/warehouse/read/csv-scanner.test.ts and its like, and read-events.test.ts.
  'src/warehouse/read/event-batch.ts',
  // What threads read, one of them and several: test/warehouse/read/scan-in-threads.test.ts.
  'src/warehouse/read/block-scanner.ts',
  'src/warehouse/read/scan-thread.ts',
  'src/warehouse/read/scan-worker.ts',
  // Of which types the columns may be: test/warehouse/read/read-events.test.ts.
  'src/warehouse/read/parquet-reader.ts',
  'src/warehouse/read/parquet-time.ts',
  // How files become sessions, whatever their format: test/warehouse/sessionize/sessionize.test.ts.
  'src/warehouse/read/vector-codes.ts',
  'src/warehouse/sessionize/session-columns.ts',
  'src/warehouse/sessionize/session-rows.ts',
  'src/warehouse/sessionize/session-table.ts',
  // One thread that cuts, and two: test/warehouse/sessionize/sessionize.test.ts.
  'src/warehouse/sessionize/cutting-messages.ts',
  'src/warehouse/sessionize/cutting-worker.ts',
  'src/warehouse/sessionize/local-runs.ts',
  'src/warehouse/sessionize/session-run.ts',
  'src/warehouse/sessionize/shared-run.ts',
  // The command sessionize: test/promises/sessionize.test.ts.
  'src/cli/continue-files.ts',
  'src/cli/commands/sessionize.ts',
  // Shapes, and what two dialects or more share: test/warehouse/sql/dialects/index.test.ts and duckdb.test.ts.
  'src/warehouse/sql/dialect.ts',
  'src/warehouse/sql/cap-by-recursion.ts',
  'src/warehouse/sql/rule-expressions.ts',
  // PostgreSQL takes seconds to open: test/full/verify-postgres.test.ts.
  'src/warehouse/verify/engines/postgres.ts',
  // The command line as a whole: test/promises/.
  'src/cli/commands/sql.ts',
  'src/cli/commands/verify.ts',
  'src/cli/main.ts',
  'src/cli/configuration-options.ts',
  'src/cli/environment.ts',
  'src/cli/options.ts',
  'src/cli/play.ts',
  'src/cli/progress.ts',
  'src/cli/played-version.ts',
  'src/cli/commands/compare.ts',
  'src/cli/commands/deviations.ts',
  'src/cli/commands/merge.ts',
  'src/cli/commands/trend.ts',
  'src/cli/commands/run.ts',
  'src/cli/commands/diff.ts',
  'src/cli/commands/doctor.ts',
  'src/cli/commands/replay.ts',
  'src/cli/commands/judge.ts',
  'src/cli/commands/fuzz.ts',
  'src/cli/generating.ts',
  'src/cli/commands/generate.ts',
  'src/cli/commands/answer.ts',
  'src/cli/commands/audit.ts',
  'src/cli/commands/whatif.ts',
  'src/cli/commands/check.ts',
  'src/cli/commands/describe.ts',
  'src/cli/commands/init.ts',
  'src/cli/commands/list.ts',
  'src/cli/commands/mutants.ts',
  'src/cli/commands/publish.ts',
  'src/cli/commands/explain.ts',
  'src/cli/commands/validate.ts',
  'src/cli/commands/coverage.ts',
]);
