import path from 'node:path';
import { allMutants } from '../../mutants/museum/index.js';
import type { Mutant } from '../../mutants/mutant.js';
import { faultOf, type Setting, scoreSuite } from '../../mutants/score.js';
import { isCaught, type MutationScore } from '../../record/mutation-score.js';
import { mutantsTable } from '../../report/mutants-table.js';
import { prepareFolder, writeReports } from '../../report/write.js';
import { allCases } from '../../scenario/cases.js';
import { readScenarioFiles } from '../../scenario/load-scenarios.js';
import { casesIn, idleEntries, type Suite, suitesFolder, suiteText } from '../../scenario/suites.js';
import { matchesId } from '../../spec/id-glob.js';
import { didYouMean, InputError, type InputProblem, readAll, throwProblems } from '../../spec/input-error.js';
import { loadPolicy } from '../../spec/policies.js';
import { loadRequirements, type Registry } from '../../spec/requirements.js';
import { type ExitCode, exitCodes } from '../../suite/tally.js';
import { hostMonotonicMs } from '../../time/host.js';
import type { Command } from '../command.js';
import { environment } from '../environment.js';
import { type FuzzedScoreOptions, withFuzzing } from '../fuzz-mutants.js';
import { flagOf, type Given, listOf, optionalTextOf, textOf, wholeNumberOf } from '../given.js';
import { mutantsConsole } from '../mutants-console.js';
import { suiteOf, suiteOption } from '../options.js';
import { showProgress } from '../progress.js';
import { sourceOptions, sourcesOf } from '../sources.js';

const file = 'mutants.csv';
const smokeFile = 'smoke.yaml';
const defaultFuzzRuns = 20_000;
const mostFuzzRuns = 1_000_000;

/** Judges the suite itself: does it notice when the rules have a fault? */
export const mutantsCommand: Command = {
  usage: 'mutants [mutants..]',
  describe: 'Seed faults into the rules, and show which of them the suite catches',
  examples: [
    ['$0 mutants', 'the score of the whole suite; exit code 1 if a fault survives'],
    ['$0 mutants "one-*" --list', 'some of the faults (see list --what mutants), and what catches each'],
    ['$0 mutants --scenarios "start/**,timeout/**"', 'what two sections catch by themselves'],
    ['$0 mutants --suite smoke', 'what the smallest suite catches'],
    ['$0 mutants --candidates', 'with the scenarios that catch nothing that another does not'],
    ['$0 mutants --fuzz', 'what generated timelines find of them, too, without any scenario'],
    ['$0 mutants --smoke', 'choose the smoke suite anew'],
  ],
  // A suite of the project's choice is for playing SDKs; here it would only be said to be small.
  settings: () => ['builtIn', 'scenarioFolders', 'out'],
  options: (yargs) =>
    yargs
      .positional('mutants', { describe: 'Ids, or globs over ids; default: all', type: 'string', array: true })
      .options({
        scenarios: {
          type: 'string',
          requiresArg: true,
          describe: 'Ids, globs over ids, files or folders, with commas between; default: all',
        },
        ...suiteOption,
        'scenario-folders': sourceOptions['scenario-folders'],
        'built-in': sourceOptions['built-in'],
        list: { type: 'boolean', default: false, describe: 'Name every mutant that is caught, and what catches it' },
        candidates: {
          type: 'boolean',
          default: false,
          describe: 'List the scenarios that could be merged, as far as these faults go',
        },
        smoke: {
          type: 'boolean',
          default: false,
          describe: `Choose the fewest scenarios that catch all, and write ${path.posix.join('spec', 'suites', smokeFile)}`,
        },
        fuzz: {
          type: 'boolean',
          default: false,
          describe: 'Look for each with generated timelines, too, which takes minutes for those that they do not find',
        },
        runs: {
          type: 'string',
          defaultDescription: String(defaultFuzzRuns),
          requiresArg: true,
          describe: 'With --fuzz: timelines to generate for each, at most',
        },
        seed: { type: 'string', defaultDescription: '1', requiresArg: true, describe: 'With --fuzz: their seed' },
        out: { type: 'string', default: 'reports/latest', requiresArg: true, describe: `Folder of ${file}` },
      }),
  async run(given) {
    const { mutants, registry, out, selected, fuzzed } = readAll({
      mutants: () => mutantsOf(given),
      registry: () => loadRequirements(),
      out: () => textOf(given, 'out'),
      selected: () => ({
        selectors: selectorsOf(given),
        suite: suiteOf(given),
        folders: sourcesOf(given).scenarioFolders,
      }),
      smoke: () => refusePart(given),
      fuzzed: () => fuzzedOf(given),
    });
    const settings = settingsOf(mutants, registry, selected);
    const startedMs = hostMonotonicMs();
    const onProgress = (done: number, of: number): void => showProgress(done, of, 'mutants');
    prepareFolder(out);
    const shown = environment.showsProgress ? { onProgress } : {};
    const plain = scoreSuite({ mutants, settings, ...shown });
    const isFuzzed = fuzzed !== undefined && exitCodeOf(plain) !== exitCodes.notJudged;
    const score = isFuzzed ? await withFuzzing(plain, mutants, { ...fuzzed, ...shown }) : plain;
    const code = exitCodeOf(score);
    const files = code === exitCodes.notJudged ? [] : write(score, out, flagOf(given, 'smoke') && code === 0);
    environment.out(
      mutantsConsole(score, {
        registry,
        colour: environment.colour,
        tookMs: hostMonotonicMs() - startedMs,
        files,
        listsCaught: flagOf(given, 'list'),
        listsCandidates: flagOf(given, 'candidates'),
      }),
    );
    return code;
  },
};

/** @throws InputError naming what selects no mutant */
function mutantsOf(given: Given): Mutant[] {
  const globs = listOf(given, 'mutants');
  if (globs.length === 0) return [...allMutants];
  const ids = allMutants.map(({ id }) => id);
  throwProblems(
    globs
      .filter((glob) => !ids.some((id) => matchesId(glob, id)))
      .map((glob) => ({
        message: `no mutant is called ${JSON.stringify(glob)}${didYouMean(glob, ids)}`,
        allowed: 'an id that lapse list --what mutants shows, or a glob over them',
      })),
  );
  return allMutants.filter(({ id }) => globs.some((glob) => matchesId(glob, id)));
}

/** @throws InputError when there is nothing between the commas, which would otherwise select everything */
function selectorsOf(given: Given): string[] {
  const text = optionalTextOf(given, 'scenarios');
  if (text === undefined) return [];
  const selectors = text
    .split(',')
    .map((selector) => selector.trim())
    .filter((selector) => selector !== '');
  if (selectors.length > 0) return selectors;
  const message = `--scenarios is ${JSON.stringify(text)}, which names nothing`;
  throw new InputError([{ message, allowed: 'one or more ids, globs over ids, files or folders' }]);
}

/** @throws InputError where a suite would be chosen that says nothing of the other mutants or scenarios */
function refusePart(given: Given): void {
  const isPart = listOf(given, 'mutants').length > 0 || given.scenarios !== undefined || given.suite !== undefined;
  if (!flagOf(given, 'smoke') || !isPart) return;
  const message = '--smoke chooses among all scenarios, by all mutants';
  throw new InputError([{ message, allowed: '--smoke without mutants, --scenarios or --suite' }]);
}

/** @throws InputError for options that mean nothing without --fuzz */
function fuzzedOf(given: Given): FuzzedScoreOptions | undefined {
  if (flagOf(given, 'fuzz')) {
    return {
      runs: given.runs === undefined ? defaultFuzzRuns : wholeNumberOf(given, 'runs', 1, mostFuzzRuns),
      seed: given.seed === undefined ? 1 : wholeNumberOf(given, 'seed', 0, 2 ** 32 - 1),
    };
  }
  throwProblems(
    ['runs', 'seed']
      .filter((name) => given[name] !== undefined)
      .map((name) => ({ message: `--${name} is about generated timelines`, allowed: `--fuzz --${name}` })),
  );
  return undefined;
}

/** The files are read once, and are turned into cases for each policy, which says how long they wait. */
function settingsOf(
  mutants: readonly Mutant[],
  registry: Registry,
  {
    selectors,
    suite,
    folders,
  }: {
    readonly selectors: readonly string[];
    readonly suite: Suite | undefined;
    readonly folders: readonly string[];
  },
): Setting[] {
  const problems: InputProblem[] = [];
  const files = readScenarioFiles(selectors, { registry, folders }, problems);
  throwProblems(problems);
  const wanted = new Map(
    mutants.map(faultOf).map(({ family, edition }) => [`${family} ${edition}`, { family, edition }]),
  );
  return [...wanted.values()].map(({ family, edition }) => {
    const policy = loadPolicy(family);
    const cases = allCases(files, policy);
    if (suite !== undefined && selectors.length === 0) throwProblems(idleEntries(suite, cases));
    const bench = { registry, policy, edition, deviations: [] };
    return { bench, cases: suite === undefined ? cases : casesIn(suite, cases) };
  });
}

function exitCodeOf({ controls, outcomes }: MutationScore): ExitCode {
  if (controls.some(({ failures }) => failures.length > 0) || outcomes.length === 0) return exitCodes.notJudged;
  return outcomes.every(isCaught) ? exitCodes.conforms : exitCodes.breaks;
}

/** @returns the files that were written, as a person would name them */
function write(score: MutationScore, out: string, writesSmoke: boolean): string[] {
  writeReports(out, new Map([[file, mutantsTable(score)]]));
  if (!writesSmoke) return [path.join(out, file)];
  const text = suiteText({ title: 'The fewest scenarios that catch every mutant', scenarios: score.smallest }, [
    'Written by `npm run smoke`, which chooses it anew: lapse mutants --smoke.',
  ]);
  writeReports(suitesFolder, new Map([[smokeFile, text]]));
  return [path.join(out, file), path.join(suitesFolder, smokeFile)];
}
