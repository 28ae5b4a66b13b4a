import type { Bench } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import { allCases } from '../scenario/cases.js';
import { loadScenarioFiles } from '../scenario/load-scenarios.js';
import { loadDeviations } from '../spec/deviations.js';
import { matchesId } from '../spec/id-glob.js';
import { didYouMean, InputError, type InputProblem, throwProblems } from '../spec/input-error.js';
import { loadPolicy } from '../spec/policies.js';
import { editions, loadRequirements } from '../spec/requirements.js';
import { type ChosenSdk, chooseSdk, defaultPolicyOf } from '../target/index.js';
import { flagOf, type Given, optionalTextOf, textOf } from './given.js';

/** What a person says about the target and the specification; every command that judges has these. */
export interface SubjectOptions {
  readonly target: string;
  readonly policy: string | undefined;
  /** Default: the newest, or that of the announcement for a policy that is taken from it. */
  readonly edition: string | undefined;
}

export const defaultEdition = '2026-11';
export const defaultTarget = 'rudderstack-js';

/** For yargs; the same words in every command. */
export const subjectOptions = {
  target: { type: 'string', default: defaultTarget, requiresArg: true, describe: 'The SDK to judge' },
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
    describe: 'Which build of the package: modern, legacy, … (see list --what targets); default: modern',
  },
  offline: {
    type: 'boolean',
    default: false,
    describe: 'Fetch nothing: a version that is not in the cache is an error',
  },
} as const;

/** The SDK that the options of a command choose. @throws InputError as `chooseSdk` */
export async function sdkOf(given: Given): Promise<ChosenSdk | undefined> {
  return chooseSdk(textOf(given, 'target'), {
    sdk: optionalTextOf(given, 'sdk'),
    build: optionalTextOf(given, 'build'),
    offline: flagOf(given, 'offline'),
  });
}

/** What was announced is judged by what was announced. */
export function editionOf(policy: string): string {
  return policy.startsWith('announcement-') ? '2022-12' : defaultEdition;
}

/** @throws InputError when the edition, the policy or one of the files is wrong */
export function loadBench(options: SubjectOptions): Bench {
  const { target } = options;
  const policy = options.policy ?? defaultPolicyOf(target);
  const edition = options.edition ?? editionOf(policy);
  if (!editions.some((each) => each === edition)) {
    const message = `unknown edition ${JSON.stringify(edition)}${didYouMean(edition, editions)}`;
    throw new InputError([{ message, allowed: editions.join(', ') }]);
  }
  const registry = loadRequirements();
  return {
    registry,
    edition,
    policy: loadPolicy(policy),
    deviations: loadDeviations(target, { registry }),
  };
}

/**
 * The cases that a person selects by ids, globs, files or folders; all without any.
 * @throws InputError with the problems of all files, or naming a selector that selects nothing
 */
export function loadCases(selectors: readonly string[], bench: Bench): Case[] {
  const cases = allCases(loadScenarioFiles(selectors, { registry: bench.registry }), bench.policy);
  throwProblems(cases.filter(({ expectations }) => expectations.size === 0).map(expectsNothing));
  if (selectors.length === 0) checkDeviations(bench, cases);
  return cases;
}

/** A scenario without expectations would pass, and make its requirement look tested. */
function expectsNothing({ place }: Case): InputProblem {
  const message = 'the scenario expects nothing, so it would prove nothing';
  return { place, message, allowed: 'at least one step with expect' };
}

/** A deviation that names no scenario at all covers nothing, and nobody would notice. @throws InputError */
function checkDeviations(bench: Bench, cases: readonly Case[]): void {
  throwProblems(
    bench.deviations.flatMap(({ place, scenarios }) =>
      scenarios
        .filter((glob) => !cases.some(({ id }) => matchesId(glob, id)))
        .map((glob) => ({
          place,
          message: `the deviation names the scenario ${JSON.stringify(glob)}, and there is none${didYouMean(
            glob,
            cases.map(({ id }) => id),
          )}`,
        })),
    ),
  );
}

/** The bench that the options of a command ask for. @throws InputError as `loadBench` */
export function benchOf(given: Given): Bench {
  return loadBench({
    target: textOf(given, 'target'),
    policy: optionalTextOf(given, 'policy'),
    edition: optionalTextOf(given, 'edition'),
  });
}
