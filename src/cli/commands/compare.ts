import path from 'node:path';
import type { ComparedRun } from '../../record/result-change.js';
import { compareCsv, compareJson, compareText } from '../../report/compare.js';
import { prepareFolder, writeReports } from '../../report/write.js';
import { readBlobs } from '../../spec/blob-file.js';
import { InputError, readAll } from '../../spec/input-error.js';
import { findReport, readReport } from '../../spec/report-file.js';
import { comparedRun, compareExitCode, compareRuns } from '../../suite/compare.js';
import { publishedVersionOf } from '../../target/index.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { flagOf, type Given, optionalTextOf, textOf } from '../given.js';
import { sdkOptions, subjectOptions, suiteOption } from '../options.js';
import { loadVersionBench, playVersion } from '../played-version.js';
import { playingOf, playingOptions } from '../playing.js';

const { policy, edition } = subjectOptions;
const { seed, jobs, 'time-limit': timeLimit, 'browser-path': browserPath } = playingOptions;

/** Compares two runs, whether they are written down or still to be played. */
export const compareCommand: Command = {
  usage: 'compare <old> <new>',
  describe: 'Show what fails, passes or differs in a new run that did not in an old one',
  examples: [
    ['$0 compare reports/released reports/latest', 'two runs, by their report.json; exit code 1 for a regression'],
    ['$0 compare rudderstack-js@3.7.0 rudderstack-js@3.34.1', 'two published versions, which are played now'],
    ['$0 compare reports/released rudderstack-js@3.34.1 --suite smoke', 'a run and a version'],
    ['$0 compare blobs/old blobs/new --json', 'two blobs, for a program'],
  ],
  settings: () => ['offline', 'runSeed', 'jobs', 'timeLimit', 'browserPath'],
  options: (yargs) =>
    yargs
      .positional('old', {
        describe: 'A folder with report.json or a blob, a file of these, or target@version',
        type: 'string',
        demandOption: true,
      })
      .positional('new', { describe: 'The same, of what is new', type: 'string', demandOption: true })
      .options({
        policy,
        edition,
        ...suiteOption,
        offline: sdkOptions.offline,
        out: { type: 'string', requiresArg: true, describe: 'Folder: write compare.csv into it' },
        json: { type: 'boolean', default: false, describe: 'As JSON' },
        seed,
        jobs,
        'time-limit': timeLimit,
        'browser-path': browserPath,
      }),
  async run(given) {
    const { out, ...playing } = readAll({ out: () => optionalTextOf(given, 'out'), ...playingOf(given) });
    const { before, now } = readAll({
      before: () => sourceOf(textOf(given, 'old')),
      now: () => sourceOf(textOf(given, 'new')),
    });
    if (out !== undefined) prepareFolder(out);
    const comparison = compareRuns(await runOf(before, playing, given), await runOf(now, playing, given));
    if (out !== undefined) writeReports(out, new Map([['compare.csv', compareCsv(comparison)]]));
    environment.out(flagOf(given, 'json') ? compareJson(comparison) : compareText(comparison));
    if (out !== undefined && !flagOf(given, 'json')) environment.out(`  ${path.join(out, 'compare.csv')}\n`);
    return compareExitCode(comparison);
  },
};

/** A run that is there, or a version that is played when everything else is known to be right. */
type Source = ComparedRun | NonNullable<ReturnType<typeof publishedVersionOf>>;

function sourceOf(named: string): Source {
  const found = findReport(named);
  if (found === undefined) {
    const version = publishedVersionOf(named);
    if (version !== undefined) return version;
    const allowed = 'a folder with report.json or a blob, a file of these, or target@version';
    throw new InputError([{ message: `${JSON.stringify(named)} is neither a report nor a version`, allowed }]);
  }
  if ('report' in found) return readReport(found.report);
  const [read] = readBlobs([found.blob]);
  if (read === undefined) throw new Error('a blob that was read is missing');
  const { head, cases } = read.blob;
  return comparedRun({ ...head, cases });
}

async function runOf(
  source: Source,
  playing: { readonly seed: number; readonly jobs: number; readonly timeLimitMs: number | undefined },
  given: Given,
): Promise<ComparedRun> {
  if ('scenarios' in source) return source;
  const subject = {
    target: source.target,
    policy: optionalTextOf(given, 'policy'),
    edition: optionalTextOf(given, 'edition'),
  };
  return comparedRun(await playVersion(source.sdk, { ...playing, subject }, loadVersionBench(subject, given), given));
}
