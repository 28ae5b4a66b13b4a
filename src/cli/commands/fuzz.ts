import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { exitCodeOfFuzz } from '../../fuzz/exit-code.js';
import { deviatingCases, type FuzzOptions, fuzz } from '../../fuzz/fuzz.js';
import { defaultSteps } from '../../fuzz/timelines.js';
import type { Bench } from '../../judge/judge.js';
import type { Case } from '../../record/case.js';
import type { FuzzFailure, FuzzResult } from '../../record/fuzz-result.js';
import { fuzzConsole } from '../../report/fuzz-console.js';
import { checkFolder, writeReports } from '../../report/write.js';
import { scenarioFilesOf } from '../../scenario/select-files.js';
import { readAll } from '../../spec/input-error.js';
import { packageRoot } from '../../spec/package-root.js';
import { browserOf } from '../../target/index.js';
import { hostMonotonicMs } from '../../time/host.js';
import { adapterOptions } from '../adapters.js';
import type { Command } from '../command.js';
import { sdkSettings, sourceSettings, subjectSettings } from '../configuration.js';
import { environment } from '../environment.js';
import { durationOf, flagOf, type Given, textOf, wholeNumberOf } from '../given.js';
import { openAnyTarget } from '../mutant-targets.js';
import { benchOf, loadCases, sdkOf, sdkOptions, subjectOptions } from '../options.js';
import { playingOf, playingOptions } from '../playing.js';
import { endProgress, showFuzzProgress } from '../progress.js';
import { quoted } from '../quoted.js';
import { type Sources, sourceOptions, sourcesOf } from '../sources.js';
import { subjectWords } from '../subject-words.js';

const defaultRuns = 1_000;
/** Enough for a week of the fastest target. */
const mostRuns = 2_000_000_000;
const longestBudgetMs = 7 * 86_400_000;

/** Looks for failures for which nobody has written a scenario. */
export const fuzzCommand: Command = {
  usage: 'fuzz',
  describe: 'Generate timelines, play and judge them, shrink what fails to a scenario',
  examples: [
    ['$0 fuzz', `${defaultRuns} timelines against the RudderStack JavaScript SDK, until the first new failure`],
    ['$0 fuzz --runs 100000 --target reference:rudderstack-web', 'the reference engine by the laws'],
    ['$0 fuzz --time 5m --keep-going', 'whatever can be found in five minutes'],
    ['$0 fuzz --seed 7 --runs 200 --steps 12', 'the same short timelines again'],
    ['$0 fuzz --twice --runs 100', 'whether the SDK does the same twice'],
    ['$0 fuzz --sdk ./dist/bundle.js --no-corpus', 'a build of your own, without the corpus'],
  ],
  settings: () => [
    ...subjectSettings,
    ...sdkSettings,
    ...sourceSettings,
    'corpus',
    'fuzzSeed',
    'jobs',
    'timeLimit',
    'browserPath',
  ],
  options: (yargs) =>
    yargs.options({
      ...subjectOptions,
      ...adapterOptions,
      ...sdkOptions,
      ...sourceOptions,
      runs: {
        type: 'string',
        defaultDescription: `${defaultRuns}; as many as fit with --time`,
        requiresArg: true,
        describe: 'Timelines to generate',
      },
      time: { type: 'string', requiresArg: true, describe: 'Real time after which no more are generated, such as 5m' },
      steps: {
        type: 'string',
        default: String(defaultSteps),
        requiresArg: true,
        describe: 'The most steps of a timeline',
      },
      'keep-going': { type: 'boolean', default: false, describe: 'Collect several failures of different causes' },
      twice: { type: 'boolean', default: false, describe: 'Play everything twice: does the target do the same?' },
      corpus: {
        type: 'string',
        defaultDescription: 'scenarios/corpus',
        requiresArg: true,
        describe: 'Folder of what fuzzing has found: played first, and written to',
      },
      'no-corpus': {
        type: 'boolean',
        default: false,
        describe: 'Leave the corpus alone: play none of it, write nothing, print what was found',
      },
      ...playingOptions,
      seed: { ...playingOptions.seed, describe: 'Seed of the timelines, and of all randomness inside the page' },
      jobs: { ...playingOptions.jobs, describe: 'Timelines played side by side' },
      'time-limit': {
        ...playingOptions['time-limit'],
        describe: 'Real time for one timeline, and 20s for each virtual day, before its SDK counts as hanging',
      },
    }),
  async run(given) {
    const { bench, folder, budgetMs, ...plain } = readAll({
      ...playingOf(given, true),
      bench: () => benchOf(given),
      runs: () => runsOf(given),
      steps: () => wholeNumberOf(given, 'steps', 2, 1_000),
      budgetMs: () => (given.time === undefined ? undefined : durationOf(given, 'time', 1, longestBudgetMs)),
      folder: () => folderOf(given),
    });
    const { cases, isCorpus } = readKnown(folder, bench, sourcesOf(given));
    const sdk = await sdkOf(given);
    // Before anything is played: an hour of work must not end at a folder that cannot be written.
    if (folder !== undefined) checkFolder(folder, 'the corpus');
    const startedMs = hostMonotonicMs();
    const tookMs = (): number => hostMonotonicMs() - startedMs;
    const subject = { target: { name: textOf(given, 'target') }, edition: bench.edition, policy: bench.policy.id };
    const words = subjectWords(given, subject, sdk);
    const options: FuzzOptions = {
      ...plain,
      target: subject.target.name,
      open: openAnyTarget,
      sdk,
      bench,
      cases,
      isCorpus,
      keepGoing: flagOf(given, 'keep-going'),
      twice: flagOf(given, 'twice'),
      fullStepping: flagOf(given, 'full-stepping'),
      fileFor: fileNames(folder ?? defaultFolder),
      commandFor: (runs) => {
        const steps = plain.steps === defaultSteps ? '' : ` --steps ${plain.steps}`;
        const going = flagOf(given, 'keep-going') ? ' --keep-going' : '';
        return `npx lapse fuzz${words} --seed ${plain.seed} --runs ${runs}${steps}${going}`;
      },
      ...(budgetMs === undefined
        ? {}
        : { whyStop: () => (tookMs() < budgetMs ? undefined : 'the time that it was given is over') }),
      ...(environment.showsProgress ? { onProgress: (progress) => showFuzzProgress(progress, tookMs()) } : {}),
    };
    const result = withoutFiles(await fuzz(options), folder === undefined);
    if (environment.showsProgress) endProgress();
    if (folder !== undefined && result.failures.length > 0) write(folder, result.failures);
    environment.out(
      fuzzConsole(result, {
        registry: bench.registry,
        colour: environment.colour,
        tookMs: tookMs(),
        browserVersion: browserOf(result.target)?.version,
        commandFor: ({ file, run }) =>
          file === undefined ? options.commandFor(run + 1) : `npx lapse run ${quoted(file)}${words}`,
      }),
    );
    return exitCodeOfFuzz(result);
  },
};

const defaultFolder = path.join('scenarios', 'corpus');
/** What fuzzing has found for Lapse. */
const builtInCorpus = path.join(packageRoot, defaultFolder);

function runsOf(given: Given): number {
  if (given.runs !== undefined) return wholeNumberOf(given, 'runs', 1, mostRuns);
  return given.time === undefined ? defaultRuns : mostRuns;
}

/** Nothing when no file is to be written. */
function folderOf(given: Given): string | undefined {
  // yargs reads `--no-corpus` as the denial of `--corpus`.
  if (given['no-corpus'] === true || given.corpus === false) return undefined;
  return given.corpus === undefined ? defaultFolder : textOf(given, 'corpus');
}

/** The corpus, that of the package included, and every scenario of which a deviation speaks. */
function readKnown(
  folder: string | undefined,
  bench: Bench,
  { builtIn, scenarioFolders }: Sources,
): Pick<FuzzOptions, 'cases' | 'isCorpus'> {
  const folders = folder === undefined ? [] : [...(builtIn ? [builtInCorpus] : []), folder];
  const existing = new Set(folders.filter((each) => existsSync(each)).map((each) => realpathSync(each)));
  const filled = [...existing].filter((each) => scenarioFilesOf([each]).length > 0);
  const corpus = filled.length === 0 ? [] : loadCases(filled, bench);
  const deviating =
    bench.deviations.length === 0 ? [] : deviatingCases(loadCases([], bench, undefined, scenarioFolders), bench);
  const ids = new Set(corpus.map(({ id }) => id));
  const others: Case[] = deviating.filter(({ id }) => !ids.has(id));
  return { cases: [...corpus, ...others], isCorpus: (id) => ids.has(id) };
}

/** A name that no file has, here or in the corpus of Lapse, and none of those that are going to be written. */
function fileNames(folder: string): (slug: string) => string {
  const taken = new Set<string>();
  return (slug) => {
    for (let count = 1; ; count++) {
      const name = `${slug}${count === 1 ? '' : `-${count}`}.yaml`;
      const file = path.join(folder, name);
      if (taken.has(file) || existsSync(file) || existsSync(path.join(builtInCorpus, name))) continue;
      taken.add(file);
      return file;
    }
  };
}

function withoutFiles(result: FuzzResult, isUnwritten: boolean): FuzzResult {
  if (!isUnwritten) return result;
  return { ...result, failures: result.failures.map(({ file: _never, ...failure }) => failure) };
}

function write(folder: string, failures: readonly FuzzFailure[]): void {
  writeReports(
    folder,
    new Map(failures.flatMap(({ file, scenario }) => (file === undefined ? [] : [[path.basename(file), scenario]]))),
  );
}
