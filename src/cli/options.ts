import { allChecks } from '../judge/checks/index.js';
import type { Bench } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import { allCases } from '../scenario/cases.js';
import { readScenarioFiles } from '../scenario/load-scenarios.js';
import type { ScenarioFile } from '../scenario/scenario-file.js';
import { casesIn, idleEntries, loadSuite, type Suite } from '../scenario/suites.js';
import { type Deviation, type KnownStep, loadDeviations, readDeviations } from '../spec/deviations.js';
import { matchesId } from '../spec/id-glob.js';
import { addAll, didYouMean, InputError, type InputProblem, readAll, throwProblems } from '../spec/input-error.js';
import { loadPolicy } from '../spec/policies.js';
import { editionOf, editions, loadRequirements, type Registry } from '../spec/requirements.js';
import type { ChosenSdk } from '../target/index.js';
import { hostToday } from '../time/host.js';
import { defaultTarget } from './default-target.js';
import { dateOf, flagOf, type Given, optionalTextOf, textOf } from './given.js';
import { checkAnyTarget, chooseAnySdk, standardOf } from './mutant-targets.js';
import { builtInScenarios, type Sources, sourcesOf } from './sources.js';

/** What a person says about the target and the specification; every command that judges has these. */
export interface SubjectOptions {
  readonly target: string;
  readonly policy: string | undefined;
  /** Default: the newest, or that of the announcement for a policy that is taken from it. */
  readonly edition: string | undefined;
  /** Default: what Lapse has, and nothing beside it. */
  readonly sources?: Sources;
  /** Whether entries of deviations may be read that are still questions. */
  readonly openQuestions?: boolean;
}

/** What stands before the name of a target that a program brings along, so that its deviations can be listed. */
const ownPrefix = 'own:';

/** For yargs; the same words in every command. */
export const subjectOptions = {
  target: {
    type: 'string',
    default: defaultTarget,
    requiresArg: true,
    describe: 'What to judge (see list --what targets)',
  },
  policy: {
    type: 'string',
    requiresArg: true,
    describe: 'Values for what no requirement decides; default: the policy of the target',
  },
  edition: {
    type: 'string',
    requiresArg: true,
    describe: 'The set of requirements; default: 2026-11, or 2022-12 for a policy of the announcement',
  },
} as const;

/** For yargs; what to play, in every command that takes scenarios as words. */
export const scenariosArgument = {
  describe: 'Ids, globs over ids, files or folders; default: all',
  type: 'string',
  array: true,
} as const;

/** For yargs; for every command that runs an SDK. */
export const sdkOptions = {
  sdk: {
    type: 'string',
    requiresArg: true,
    describe: 'A script, the folder of a package, or a package@version; default: the installed package',
  },
  build: {
    type: 'string',
    requiresArg: true,
    describe: 'Which build of the package (see list --what targets); default: the first of them',
  },
  offline: {
    type: 'boolean',
    default: false,
    describe: 'Fetch nothing: a version that is not in the cache is an error',
  },
} as const;

/** The SDK that the options of a command choose. @throws InputError as `chooseSdk` */
export async function sdkOf(given: Given): Promise<ChosenSdk | undefined> {
  return chooseAnySdk(textOf(given, 'target'), {
    sdk: optionalTextOf(given, 'sdk'),
    build: optionalTextOf(given, 'build'),
    offline: flagOf(given, 'offline'),
  });
}

/**
 * @param registry default: read from the files
 * @throws InputError with all that is wrong: the target, the edition, the policy, the files
 */
export function loadBench(options: SubjectOptions, registry?: Registry): Bench {
  const { target } = options;
  const standard = standardOf(target);
  const policy = options.policy ?? standard.policy;
  const edition = options.edition ?? (options.policy === undefined ? standard.edition : editionOf(policy));
  const read = readAll({
    target: () => checkAnyTarget(target),
    edition: () => checkEdition(edition),
    registry: () => registry ?? loadRequirements(),
    policy: () => loadPolicy(policy),
  });
  const known = deviationsOf(target, read.registry, options);
  // By a policy of another platform a scenario has other steps, so that the numbers would be those of none of them.
  const isOwnPlatform = read.policy.platform === loadPolicy(standard.policy).platform;
  const deviations = isOwnPlatform ? known : known.map(({ steps: _steps, ...rest }) => rest);
  return { registry: read.registry, edition, policy: read.policy, deviations };
}

/**
 * What is known of a target, whether or not there is one of this name.
 * @throws InputError as `loadDeviations`, and when a file of the project is about no target
 */
export function deviationsOf(
  target: string,
  registry: Registry,
  { sources, openQuestions = false }: Pick<SubjectOptions, 'sources' | 'openQuestions'> = {},
): Deviation[] {
  const { deviationFiles: files = [], builtIn = true } = sources ?? {};
  checkOwnDeviations(files, registry, openQuestions);
  return loadDeviations(target, { registry, files, openQuestions, ...(builtIn ? {} : { folder: undefined }) });
}

/**
 * A file about a target that does not exist would be passed over for ever; only of a target that is a person's own, and
 * comes from a program, nobody knows here whether it does.
 * @returns how many deviations there are in them
 * @throws InputError with the problems of all files
 */
export function checkOwnDeviations(files: readonly string[], registry: Registry, openQuestions = false): number {
  const problems: InputProblem[] = [];
  const read = files.flatMap((file) => readDeviations(file, registry, problems, openQuestions) ?? []);
  for (const { target, place } of read) {
    if (target.startsWith(ownPrefix)) continue;
    try {
      checkAnyTarget(target);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      addAll(
        problems,
        error.problems.map((problem) => ({ ...problem, place })),
      );
    }
  }
  throwProblems(problems);
  return read.reduce((count, { deviations }) => count + deviations.length, 0);
}

/** @throws InputError when there is no such edition */
export function checkEdition(edition: string): void {
  if (editions.some((each) => each === edition)) return;
  const message = `unknown edition ${JSON.stringify(edition)}${didYouMean(edition, editions)}`;
  throw new InputError([{ message, allowed: editions.join(', ') }]);
}

/** For yargs; for every command that plays what it is told. */
export const suiteOption = {
  suite: {
    type: 'string',
    requiresArg: true,
    describe: 'Only the scenarios of a suite (see list --what suites)',
  },
} as const;

/** The suite that `--suite` names, if it does. @throws InputError as `loadSuite` */
export function suiteOf(given: Given): Suite | undefined {
  const id = optionalTextOf(given, 'suite');
  return id === undefined ? undefined : loadSuite(id);
}

/**
 * The cases that a person selects by ids, globs, files or folders; all without any.
 * @param suite only those of them that belong to it
 * @param folders where ids are looked up; default: the scenarios of Lapse
 * @throws InputError with the problems of all files, or naming a selector that selects nothing
 */
export function loadCases(
  selectors: readonly string[],
  bench: Bench,
  suite?: Suite,
  folders: readonly string[] = [builtInScenarios],
): Case[] {
  const problems: InputProblem[] = [];
  const { registry, policy } = bench;
  const files = readScenarioFiles(selectors, { registry, policy, folders }, problems);
  return checkedCases(files, selectors, bench, problems, suite);
}

/**
 * The cases of all files, which were read before, perhaps for several benches.
 * @throws InputError with the problems of all files
 */
export function casesOf(files: readonly ScenarioFile[], bench: Bench): Case[] {
  return checkedCases(files, [], bench, []);
}

function checkedCases(
  files: readonly ScenarioFile[],
  selectors: readonly string[],
  bench: Bench,
  problems: InputProblem[],
  suite?: Suite,
): Case[] {
  const cases = allCases(files, bench.policy);
  problems.push(...cases.filter(({ expectations }) => expectations.size === 0).map(expectsNothing));
  // A scenario that could not be read may be the one that a deviation names.
  if (selectors.length === 0 && problems.length === 0) {
    problems.push(...idleDeviations(bench, cases), ...(suite === undefined ? [] : idleEntries(suite, cases)));
  }
  throwProblems(problems);
  return suite === undefined ? cases : casesIn(suite, cases);
}

/** A scenario without expectations would pass, and make its requirement look tested. */
function expectsNothing({ place }: Case): InputProblem {
  const message = 'the scenario expects nothing, so it would prove nothing';
  return { place, message, allowed: 'at least one step with expect' };
}

/** A deviation that names no scenario at all, no step of one, or no check, covers nothing, and nobody would notice. */
function idleDeviations(bench: Bench, cases: readonly Case[]): InputProblem[] {
  const ids = cases.map(({ id }) => id);
  const checkIds = allChecks.map(({ id }) => id);
  return bench.deviations.flatMap(({ place, scenarios, steps, checks = [] }) => [
    ...scenarios
      .filter((glob) => !ids.some((id) => matchesId(glob, id)))
      .map((glob) => ({
        place,
        message: `the deviation names the scenario ${JSON.stringify(glob)}, and there is none${didYouMean(glob, ids)}`,
        allowed: 'an id that lapse list shows, or a glob over them',
      })),
    ...[...(steps ?? [])].flatMap(([glob, known]) => lackedSteps(glob, known, cases)),
    ...checks
      .filter((check) => !checkIds.includes(check))
      .map((check) => ({
        place,
        message: `the deviation names the check ${JSON.stringify(check)}, and there is none${didYouMean(check, checkIds)}`,
        allowed: checkIds.join(', '),
      })),
  ]);
}

/** Every scenario that a glob selects must have the step, or else the entry would be about another one than it looks. */
function lackedSteps(glob: string, known: readonly KnownStep[], cases: readonly Case[]): InputProblem[] {
  const selected = cases.filter(({ id }) => matchesId(glob, id));
  return known.flatMap(({ number, place }) => {
    const short = selected.find(({ timeline }) => timeline.steps.length < number);
    if (short === undefined) return [];
    const message = `the deviation names step ${number} of ${short.id}, and there is none`;
    return [{ place, message, allowed: `1 to ${short.timeline.steps.length}, as lapse explain counts them` }];
  });
}

/** For yargs; for every command whose exit code depends on review dates. */
export const asOfOption = {
  'as-of': {
    type: 'string',
    defaultDescription: 'today',
    requiresArg: true,
    describe: 'Date that review dates of deviations are compared with',
  },
} as const;

/** The date of `--as-of`. @throws InputError for what is no date */
export function asOfOf(given: Given): string {
  return given['as-of'] === undefined ? hostToday() : dateOf(given, 'as-of');
}

/** The bench that the options of a command ask for. @throws InputError as `loadBench` */
export function benchOf(given: Given, changes: Pick<SubjectOptions, 'openQuestions'> = {}): Bench {
  return loadBench({
    target: textOf(given, 'target'),
    policy: optionalTextOf(given, 'policy'),
    edition: optionalTextOf(given, 'edition'),
    sources: sourcesOf(given),
    ...changes,
  });
}
