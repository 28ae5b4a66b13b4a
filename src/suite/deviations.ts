import type { Bench } from '../judge/judge.js';
import type { CaseResult, DeviationOutcome, RunResult } from '../record/run-result.js';
import type { TargetDescription } from '../record/trace.js';
import type { Deviation } from '../spec/deviations.js';
import { matchesId } from '../spec/id-glob.js';
import { isInRange } from '../spec/version-range.js';

/**
 * The bench with the deviations that are about this version of the SDK and its platform. A build without a version is in
 * no range, so that an entry for some versions covers nothing of it.
 */
export function benchFor(bench: Bench, { version, platform }: Pick<TargetDescription, 'version' | 'platform'>): Bench {
  const applies = (each: Deviation): boolean =>
    (each.versions === undefined || isInRange(version, each.versions)) &&
    (each.platform === undefined || each.platform === platform);
  return { ...bench, deviations: bench.deviations.filter(applies) };
}

/**
 * What a report says of the deviations of the target.
 * @param all those on record
 * @param applicable with those that are about the target, as `benchFor` has it
 */
export function knownDeviations(
  all: Pick<Bench, 'deviations'>,
  applicable: Bench,
  cases: readonly CaseResult[],
): RunResult['deviations'] {
  const judged = judgedScenarios(cases);
  const found = new Map<string, Set<string>>();
  for (const { deviation, status } of cases.flatMap(({ verdicts }) => verdicts)) {
    if (deviation !== undefined) found.set(deviation, (found.get(deviation) ?? new Set()).add(status));
  }
  const outcomeOf = (deviation: Deviation): DeviationOutcome => {
    if (!applicable.deviations.includes(deviation) || !isInEdition(deviation, applicable)) return 'does not apply';
    const statuses = found.get(deviation.id);
    if (statuses?.has('stale')) return 'stale';
    if (statuses?.has('known')) return 'known';
    if (statuses?.has('flaky')) return 'flaky';
    if (!deviation.scenarios.some((glob) => judged.some((id) => matchesId(glob, id)))) return 'not run';
    // A failure that two entries cover is counted for the first, and the second has been right as well.
    return deviation.flaky === true ? 'passed' : 'known';
  };
  return all.deviations.map((deviation) => {
    const { id, requirement, reason, link, review } = deviation;
    const shown = { id, requirement, reason, ...(link === undefined ? {} : { link }), review };
    return { ...shown, outcome: outcomeOf(deviation) };
  });
}

/**
 * Those that were to be looked at again by now, and that this run is about.
 * @param asOf ISO date that review dates are compared with
 */
export function overdueDeviations(known: RunResult['deviations'], asOf: string): RunResult['overdue'] {
  return known
    .filter(({ review, outcome }) => review < asOf && outcome !== 'not run' && outcome !== 'does not apply')
    .map(({ id, review }) => ({ deviation: id, review }));
}

function isInEdition({ requirement }: Deviation, { registry, edition }: Bench): boolean {
  return registry.byId.get(requirement)?.editions.includes(edition) === true;
}

function judgedScenarios(cases: readonly CaseResult[]): string[] {
  return cases
    .filter(({ verdicts }) => verdicts.some(({ check }) => check !== 'applicability' && check !== 'playable'))
    .map(({ case: { id } }) => id);
}
