import type { RunResult } from '../record/run-result.js';
import type { Verdict } from '../record/verdict.js';
import type { DeviationEdits, ListedScenario, NewDeviation } from '../spec/deviation-edits.js';
import type { Deviation } from '../spec/deviations.js';
import { matchesId } from '../spec/id-glob.js';

/**
 * What has to change in the deviations so that they say what a run has shown: entries for what fails and is not listed,
 * and nothing of what is listed and holds now.
 * @param deviations those that may be changed
 * @param scenarios ids of all scenarios that there are: of those that were not played, nothing is struck out
 * @param taken ids that other entries have
 * @param review ISO date by which new entries are looked at again
 */
export function deviationUpdate(
  { cases }: Pick<RunResult, 'cases'>,
  deviations: readonly Deviation[],
  {
    scenarios,
    taken,
    review,
  }: { readonly scenarios: readonly string[]; readonly taken: ReadonlySet<string>; readonly review: string },
): DeviationEdits {
  const verdicts = cases.flatMap((each) => each.verdicts);
  const removed: string[] = [];
  const narrowed = new Map<string, ReadonlyMap<string, readonly ListedScenario[]>>();
  for (const deviation of deviations) {
    const stale = verdicts.filter((each) => each.status === 'stale' && each.deviation === deviation.id);
    if (stale.length === 0) continue;
    const changes = changesOf(deviation, stale, scenarios);
    const isEmpty = deviation.scenarios.every((glob) => changes.get(glob)?.length === 0);
    if (isEmpty) removed.push(deviation.id);
    else narrowed.set(deviation.id, changes);
  }
  return { added: added(verdicts, taken, review), removed, narrowed };
}

/** What takes the place of each scenario or glob of which something is stale. */
function changesOf(
  { scenarios, steps }: Deviation,
  stale: readonly Verdict[],
  ids: readonly string[],
): Map<string, readonly ListedScenario[]> {
  const changes = new Map<string, readonly ListedScenario[]>();
  for (const glob of scenarios) {
    const listed = steps?.get(glob)?.map(({ number }) => number);
    const remaining = ids
      .filter((id) => matchesId(glob, id))
      .map((id) => ({
        id,
        steps: remainingSteps(
          listed,
          stale.filter(({ scenario }) => scenario === id),
        ),
      }));
    const isSame = (one: readonly number[] | 'all', other: readonly number[] | 'all'): boolean =>
      String(one) === String(other);
    if (remaining.every((each) => isSame(each.steps, listed ?? 'all'))) continue;
    // What a list names beside the glob stands there for itself.
    const isNamed = (id: string): boolean => listed === undefined && id !== glob && scenarios.includes(id);
    const kept = remaining.filter((each) => each.steps.length > 0 && !isNamed(each.id));
    const [first] = kept;
    // All that the glob selects is still alike, so that it can stand for them.
    const isGlob =
      first !== undefined && kept.length === remaining.length && kept.every((each) => isSame(each.steps, first.steps));
    changes.set(glob, isGlob ? [listedAs(glob, first.steps)] : kept.map((each) => listedAs(each.id, each.steps)));
  }
  return changes;
}

/** The steps at which a scenario still fails; none if it does not. */
function remainingSteps(listed: readonly number[] | undefined, stale: readonly Verdict[]): readonly number[] | 'all' {
  if (stale.some(({ step }) => step === undefined)) return [];
  return listed === undefined ? 'all' : listed.filter((number) => !stale.some(({ step }) => step === number - 1));
}

function listedAs(scenario: string, steps: readonly number[] | 'all'): ListedScenario {
  return steps === 'all' ? { scenario } : { scenario, steps };
}

/** An entry for each requirement that fails, apart for failures at steps and of whole timelines. */
function added(verdicts: readonly Verdict[], taken: ReadonlySet<string>, review: string): NewDeviation[] {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts.filter(({ status }) => status === 'fail')) {
    const key = `${verdict.requirement} ${verdict.step === undefined}`;
    groups.set(key, [...(groups.get(key) ?? []), verdict]);
  }
  const used = new Set(taken);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { requirement, message } = first;
    const checks = [...new Set(group.map(({ check }) => check))].sort();
    const id = freeId(requirement.toLowerCase(), used);
    used.add(id);
    return [{ id, requirement, checks, scenarios: scenariosOf(group), witness: message, review }];
  });
}

function scenariosOf(group: readonly Verdict[]): ListedScenario[] {
  return [...new Set(group.map(({ scenario }) => scenario))].map((scenario) => {
    const steps = group.flatMap((each) =>
      each.scenario === scenario && each.step !== undefined ? [each.step + 1] : [],
    );
    const distinct = [...new Set(steps)].sort((one, other) => one - other);
    return distinct.length === 0 ? { scenario } : { scenario, steps: distinct };
  });
}

function freeId(wanted: string, used: ReadonlySet<string>): string {
  if (!used.has(wanted)) return wanted;
  for (let number = 2; ; number++) if (!used.has(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
