import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Bench } from '../../judge/judge.js';
import type { Case } from '../../record/case.js';
import { prepareFolder, writeReports } from '../../report/write.js';
import { allCases } from '../../scenario/cases.js';
import { loadScenarioFiles } from '../../scenario/load-scenarios.js';
import { editDeviations, emptyDeviations } from '../../spec/deviation-edits.js';
import { ownDeviationsFile, readDeviations } from '../../spec/deviations.js';
import { displayPath, InputError, type InputProblem, readAll, throwProblems } from '../../spec/input-error.js';
import { packageRoot } from '../../spec/package-root.js';
import { deviationUpdate } from '../../suite/deviation-update.js';
import { runSuite } from '../../suite/run.js';
import { countStatuses, type ExitCode, exitCodeOf, exitCodes } from '../../suite/tally.js';
import { adapterOptions } from '../adapters.js';
import type { Command } from '../command.js';
import { sdkSettings, sourceSettings, subjectSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { dateOf, flagOf, type Given, listOf, repeatedOf, textOf } from '../given.js';
import { lineDiff } from '../line-diff.js';
import { openAnyTarget } from '../mutant-targets.js';
import {
  asOfOf,
  asOfOption,
  benchOf,
  loadCases,
  scenariosArgument,
  sdkOf,
  sdkOptions,
  subjectOptions,
  suiteOf,
  suiteOption,
} from '../options.js';
import { playingOf, playingOptions } from '../playing.js';
import { showProgress } from '../progress.js';
import { sourceOptions, sourcesOf } from '../sources.js';

/** Half a year is long enough to burn a list down, and short enough to remember it. */
const reviewAfterDays = 180;

/** Keeps the list of known failures true. */
export const deviationsCommand: Command = {
  usage: 'deviations <action> [scenarios..]',
  describe: 'Write down what fails now, and strike out what does not fail any more',
  examples: [
    ['$0 deviations update --dry-run', 'what would change in the deviations that come with Lapse'],
    [
      '$0 deviations update --deviations known.yaml --sdk ./dist/bundle.js',
      'in a file of your own, for your own build',
    ],
    ['$0 deviations update --deviations known.yaml --review 2027-03-31', 'to be looked at again by then'],
  ],
  settings: () => [
    ...subjectSettings,
    ...sdkSettings,
    ...sourceSettings,
    'suite',
    'runSeed',
    'jobs',
    'timeLimit',
    'browserPath',
  ],
  options: (yargs) =>
    yargs
      .positional('action', { describe: 'What to do', choices: ['update'], demandOption: true })
      .positional('scenarios', scenariosArgument)
      .options({
        ...subjectOptions,
        ...adapterOptions,
        ...sdkOptions,
        ...suiteOption,
        ...sourceOptions,
        review: {
          type: 'string',
          requiresArg: true,
          defaultDescription: `${reviewAfterDays} days after --as-of`,
          describe: 'Date by which new entries are looked at again',
        },
        'dry-run': { type: 'boolean', default: false, describe: 'Show what would change, and change nothing' },
        ...playingOptions,
        ...asOfOption,
      }),
  async run(given) {
    const { bench, suite, file, asOf, review, ...playing } = readAll({
      ...playingOf(given),
      bench: () => benchOf(withoutMissing(given), { openQuestions: true }),
      suite: () => suiteOf(given),
      file: () => fileOf(given),
      asOf: () => asOfOf(given),
      review: () => reviewOf(given),
    });
    if (existsSync(file)) checkSubject(file, bench, textOf(given, 'target'));
    const cases = loadCases(listOf(given, 'scenarios'), bench, suite, sourcesOf(given).scenarioFolders);
    const scenarios = allScenarios(given, bench, cases);
    const sdk = await sdkOf(given);
    if (!flagOf(given, 'dry-run')) prepareFolder(path.dirname(file), 'the deviations');
    const result = await runSuite({
      ...playing,
      bench,
      cases,
      target: textOf(given, 'target'),
      open: openAnyTarget,
      sdk,
      asOf,
      bail: false,
      fullStepping: flagOf(given, 'full-stepping'),
      signal: environment.interruption(),
      ...(environment.showsProgress ? { onProgress: showProgress } : {}),
    });
    const counts = countStatuses(result.cases.flatMap(({ verdicts }) => verdicts));
    if (result.interruptedBy !== undefined || result.faults.length > 0 || counts.untestable > 0 || counts.pass === 0) {
      environment.error('nothing was changed: not everything could be judged\n');
      const code = exitCodeOf(result, false);
      return code === exitCodes.conforms ? exitCodes.notJudged : code;
    }
    const own = bench.deviations.filter(({ place }) => path.resolve(place.file) === path.resolve(file));
    const taken = new Set(bench.deviations.map(({ id }) => id));
    const edits = deviationUpdate(result, own, { scenarios, taken, review });
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const after = editDeviations(before === '' ? emptyDeviations(result.target.name) : before, edits, file);
    const isChanged = edits.added.length + edits.removed.length + edits.narrowed.size > 0;
    if (flagOf(given, 'dry-run')) environment.out(isChanged ? lineDiff(before, after) : '');
    else if (isChanged) writeReports(path.dirname(file), new Map([[path.basename(file), after]]));
    environment.out(
      `${displayPath(file)}: ${edits.added.length} added, ${edits.removed.length} removed, ${edits.narrowed.size} narrowed${flagOf(given, 'dry-run') ? '; nothing was written' : ''}\n`,
    );
    if (edits.added.length > 0) {
      environment.out('  answer the reason and the link of each new entry; until then lapse run refuses the file\n');
    }
    return leftStale(
      result,
      own.map(({ id }) => id),
    );
  },
};

/** What is stale in another file stays so, and has to be said. */
function leftStale(
  { cases }: { cases: Awaited<ReturnType<typeof runSuite>>['cases'] },
  own: readonly string[],
): ExitCode {
  const stale = cases.flatMap(({ verdicts }) => verdicts).filter(({ status }) => status === 'stale');
  const left = [...new Set(stale.flatMap(({ deviation = '' }) => (own.includes(deviation) ? [] : deviation)))];
  if (left.length === 0) return exitCodes.conforms;
  environment.out(`  stale in another file, and left: ${left.join(', ')}\n`);
  return exitCodes.breaks;
}

/** The file to write: the last of `--deviations`, or the one that comes with Lapse. */
function fileOf(given: Given): string {
  const file = repeatedOf(given, 'deviations').at(-1);
  if (file !== undefined) return file;
  if (given['built-in'] === false) {
    const message = '--no-built-in leaves no file to write into';
    throw new InputError([{ message, allowed: '--deviations FILE, which is created if it is not there' }]);
  }
  if (!packageRoot.split(path.sep).includes('node_modules')) return ownDeviationsFile(textOf(given, 'target'));
  const message = 'the deviations that come with Lapse are not yours to change';
  throw new InputError([{ message, allowed: '--deviations FILE, which is created if it is not there' }]);
}

/**
 * An entry is about the target of its file, so that what one target does must not be written down for another one.
 * @throws InputError when the file is about another target
 */
function checkSubject(file: string, { registry }: Bench, name: string): void {
  const problems: InputProblem[] = [];
  const read = readDeviations(file, registry, problems, true);
  throwProblems(problems);
  if (read === undefined || read.target === name) return;
  const message = `target is ${JSON.stringify(read.target)} in the file that is to say what is known of ${JSON.stringify(name)}`;
  throw new InputError([{ place: read.place, message, allowed: `${name}, or a file of its own for each target` }]);
}

/** The ids of all that a glob may stand for, whether or not it is played now. */
function allScenarios(given: Given, { registry, policy }: Bench, cases: readonly Case[]): string[] {
  const isWhole = listOf(given, 'scenarios').length === 0 && given.suite === undefined;
  const folders = sourcesOf(given).scenarioFolders;
  const all = isWhole ? [] : allCases(loadScenarioFiles([], { registry, policy, folders }), policy);
  return [...new Set([...all, ...cases].map(({ id }) => id))];
}

/** A file that is still to be created holds nothing yet. */
function withoutMissing(given: Given): Given {
  const files = repeatedOf(given, 'deviations');
  return { ...given, deviations: files.filter((file, index) => index < files.length - 1 || existsSync(file)) };
}

function reviewOf(given: Given): string {
  if (given.review !== undefined) return dateOf(given, 'review');
  const dayMs = 86_400_000;
  return new Date(Date.parse(asOfOf(given)) + reviewAfterDays * dayMs).toISOString().slice(0, 10);
}
