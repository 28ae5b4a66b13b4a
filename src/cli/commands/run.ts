import path from 'node:path';
import type { RunResult } from '../../record/run-result.js';
import { consoleReport } from '../../report/console.js';
import { type Reporter, reporters } from '../../report/index.js';
import { prepareFolder, writeReports } from '../../report/write.js';
import { didYouMean, readAll, throwProblems } from '../../spec/input-error.js';
import { packageRoot } from '../../spec/package-root.js';
import { type RunOptions, runSuite } from '../../suite/run.js';
import { exitCodeOf } from '../../suite/tally.js';
import type { ChosenSdk } from '../../target/index.js';
import { hostMonotonicMs, hostToday } from '../../time/host.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { dateOf, durationOf, flagOf, type Given, listOf, textOf, wholeNumberOf } from '../given.js';
import { benchOf, defaultTarget, editionOf, loadCases, sdkOf, sdkOptions, subjectOptions } from '../options.js';

/** A thread that has nothing to do but answer needs some of a second; more than an hour nobody waits for one scenario. */
const defaultTimeLimit = '30s';
const leastTimeLimitMs = 100;
const mostTimeLimitMs = 3_600_000;

/** Judges a target with scenarios, and writes reports. */
export const runCommand: Command = {
  usage: 'run [scenarios..]',
  describe: 'Play scenarios through an SDK, judge them, write reports',
  examples: [
    ['$0 run', 'the whole suite against the RudderStack JavaScript SDK'],
    ['$0 run timeout/beyond "manual/**"', 'one scenario and one section'],
    ['$0 run --target reference:rudderstack-web', 'the reference engine itself'],
    ['$0 run --sdk ./dist/bundle.js', 'a build of your own'],
    ['$0 run --sdk . --build legacy', 'one of the builds of a package of your own'],
    ['$0 run --sdk @rudderstack/analytics-js@3.7.0', 'a published version, fetched once'],
    ['$0 run --edition 2022-12', 'judged by what was announced in 2022'],
    ['$0 run --reporter json --out build/lapse', 'only report.json, elsewhere'],
  ],
  options: (yargs) =>
    yargs
      .positional('scenarios', {
        describe: 'Ids, globs over ids, files or folders; default: all',
        type: 'string',
        array: true,
      })
      .options({
        ...subjectOptions,
        ...sdkOptions,
        reporter: {
          type: 'string',
          default: 'csv,json,junit',
          requiresArg: true,
          describe: `Reports to write, with commas between: ${[...reporters.keys()].join(', ')}, or none`,
        },
        out: { type: 'string', default: 'reports/latest', requiresArg: true, describe: 'Folder of the reports' },
        seed: { type: 'string', default: '1', requiresArg: true, describe: 'Seed of all randomness inside the page' },
        strict: { type: 'boolean', default: false, describe: 'Warnings and differences from the policy fail as well' },
        bail: { type: 'boolean', default: false, describe: 'Stop after the first scenario that fails' },
        jobs: { type: 'string', default: '1', requiresArg: true, describe: 'Scenarios played side by side' },
        'time-limit': {
          type: 'string',
          default: defaultTimeLimit,
          requiresArg: true,
          describe: 'Real time for one scenario, and 20s for each virtual day, before its SDK counts as hanging',
        },
        'as-of': {
          type: 'string',
          defaultDescription: 'today',
          requiresArg: true,
          describe: 'Date that review dates of deviations are compared with',
        },
      }),
  async run(given) {
    const { chosen, out, run: options } = await readOptions(given);
    // Before anything is played: an hour of work must not end at a folder that cannot be written.
    if (chosen.length > 0) prepareFolder(out);
    const startedMs = hostMonotonicMs();
    const result = await runSuite({ ...options, ...(environment.showsProgress ? { onProgress: showProgress } : {}) });
    const files = new Map(chosen.flatMap((reporter) => [...reporter.files(result)]));
    if (files.size > 0) writeReports(out, files);
    environment.out(
      consoleReport(result, {
        registry: options.bench.registry,
        colour: environment.colour,
        tookMs: hostMonotonicMs() - startedMs,
        files: [...files.keys()].map((name, index) => (index === 0 ? path.join(out, name) : name)),
        commandFor: (scenario) => commandFor(scenario, given, result, options.sdk),
      }),
    );
    return exitCodeOf(result, flagOf(given, 'strict'));
  },
};

interface GivenOptions {
  readonly chosen: readonly Reporter[];
  readonly out: string;
  readonly run: Omit<RunOptions, 'onProgress'>;
}

/** @throws InputError with all that is wrong with the options; with the scenarios too, once the bench is there */
async function readOptions(given: Given): Promise<GivenOptions> {
  const { chosen, out, judged, ...plain } = readAll({
    chosen: () => chosenReporters(textOf(given, 'reporter')),
    out: () => textOf(given, 'out'),
    target: () => textOf(given, 'target'),
    seed: () => wholeNumberOf(given, 'seed', 0, 2 ** 32 - 1),
    jobs: () => wholeNumberOf(given, 'jobs', 1, 64),
    timeLimitMs: () => durationOf(given, 'time-limit', leastTimeLimitMs, mostTimeLimitMs),
    asOf: () => (given['as-of'] === undefined ? hostToday() : dateOf(given, 'as-of')),
    judged: () => {
      const bench = benchOf(given);
      return { bench, cases: loadCases(listOf(given, 'scenarios'), bench) };
    },
  });
  return { chosen, out, run: { ...plain, ...judged, bail: flagOf(given, 'bail'), sdk: await sdkOf(given) } };
}

/** @throws InputError naming what is no reporter */
function chosenReporters(text: string): Reporter[] {
  const ids = [...new Set(text.split(','))].filter((id) => id !== 'none');
  const known = [...reporters.keys(), 'none'];
  throwProblems(
    ids
      .filter((id) => !reporters.has(id))
      .map((id) => ({
        message: `unknown reporter ${JSON.stringify(id)}${didYouMean(id, known)}`,
        allowed: known.join(', '),
      })),
  );
  return ids.flatMap((id) => reporters.get(id) ?? []);
}

/** The shortest command that plays one scenario as this run did. */
function commandFor(scenario: string, given: Given, result: RunResult, sdk: ChosenSdk | undefined): string {
  const options = [
    result.target.name === defaultTarget ? '' : ` --target ${result.target.name}`,
    sdk?.again === undefined ? '' : ` --sdk ${quoted(sdk.again)}`,
    given.build === undefined ? '' : ` --build ${given.build}`,
    result.edition === editionOf(result.policy) ? '' : ` --edition ${result.edition}`,
    given.policy === undefined ? '' : ` --policy ${result.policy}`,
    result.seed === 1 ? '' : ` --seed ${result.seed}`,
    given['time-limit'] === defaultTimeLimit ? '' : ` --time-limit ${String(given['time-limit'])}`,
  ].join('');
  return `npx lapse run '${selectorOf(scenario, result)}'${options}`;
}

/** A word for a shell, in quotes only where it needs them. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** The id, for a scenario of ours; the file, for one that only its owner has. */
function selectorOf(scenario: string, result: RunResult): string {
  const file = result.cases.find((each) => each.case.id === scenario)?.case.place.file ?? '';
  const ours = path.join(packageRoot, 'scenarios') + path.sep;
  return path.resolve(file).startsWith(ours) ? scenario : file;
}

function showProgress(done: number, of: number): void {
  environment.error(done === of ? '\r\u001b[K' : `\r\u001b[K  ${done} of ${of} scenarios`);
}
