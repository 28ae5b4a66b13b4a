import type { Bench } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import { InputError, readAll } from '../spec/input-error.js';
import { listPolicies, loadPolicy } from '../spec/policies.js';
import { editionOf, loadRequirements } from '../spec/requirements.js';
import { durationOf, type Given, optionalTextOf, textOf } from './given.js';
import { checkEdition, loadCases } from './options.js';
import { quoted } from './quoted.js';

const defaultTolerance = '5s';

/** For yargs; people and networks are slower than clocks. */
export const toleranceOption = {
  tolerance: {
    type: 'string',
    defaultDescription: defaultTolerance,
    requiresArg: true,
    describe: 'By how much whoever plays a timeline may miss an instant',
  },
} as const;

const mostToleranceMs = 3_600_000;

/** Milliseconds of `--tolerance`. @throws InputError for what is no duration */
export function toleranceOf(given: Given): number {
  return durationOf({ tolerance: given.tolerance ?? defaultTolerance }, 'tolerance', 0, mostToleranceMs);
}

/**
 * By what a capture is judged: nothing in it says which policy its SDK follows, so somebody has to.
 * @throws InputError with all that is wrong
 */
export function captureBenchOf(given: Given): Bench {
  if (given.policy === undefined) {
    const message = '--policy is missing: a capture does not say by which values it is to be judged';
    throw new InputError([{ message, allowed: listPolicies().join(', ') }]);
  }
  const id = textOf(given, 'policy');
  const edition = optionalTextOf(given, 'edition') ?? editionOf(id);
  const { registry, policy } = readAll({
    edition: () => checkEdition(edition),
    registry: () => loadRequirements(),
    policy: () => loadPolicy(id),
  });
  return { registry, policy, edition, deviations: [] };
}

/** The options by which a capture is judged, as a person would repeat them; each has a space before it. */
export function captureWords(given: Given, { policy, edition }: Bench): string {
  return [
    ` --policy ${policy.id}`,
    edition === editionOf(policy.id) ? '' : ` --edition ${edition}`,
    given.tolerance === undefined ? '' : ` --tolerance ${quoted(String(given.tolerance))}`,
  ].join('');
}

/** The one scenario that a person means. @throws InputError when it is none, or several */
export function oneCase(selector: string, bench: Bench): Case {
  const cases = loadCases([selector], bench);
  const [first, ...others] = cases;
  if (first !== undefined && others.length === 0) return first;
  const message = `${JSON.stringify(selector)} is ${cases.length} scenarios, and one is played at a time`;
  throw new InputError([{ message, allowed: cases.map(({ id }) => id).join(', ') }]);
}
