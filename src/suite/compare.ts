import type { ComparedRun, ComparedVerdict, ResultChange, RunComparison } from '../record/result-change.js';
import type { CaseResult, RunResult } from '../record/run-result.js';
import type { Status } from '../record/verdict.js';
import { type ExitCode, exitCodes } from './tally.js';

/** A requirement does not hold, whether or not that is known. */
const broken: ReadonlySet<Status> = new Set(['fail', 'known', 'flaky', 'warn']);

/** A run as far as it is compared; steps count from 1, as in `report.json`. */
export function comparedRun({
  target,
  edition,
  policy,
  cases,
}: Pick<RunResult, 'target' | 'edition' | 'policy' | 'cases'>): ComparedRun {
  return { subject: target.subject, edition, policy, scenarios: new Map(cases.map(comparedCase)) };
}

function comparedCase({ case: { id }, verdicts }: CaseResult): readonly [string, readonly ComparedVerdict[]] {
  return [
    id,
    verdicts.map(({ requirement, check, step, status, message }) => ({
      requirement,
      check,
      ...(step === undefined ? {} : { step: step + 1 }),
      status,
      message,
    })),
  ];
}

/** What differs between two runs, requirement by requirement in each scenario that both have. */
export function compareRuns(before: ComparedRun, now: ComparedRun): RunComparison {
  const onlyIn = (one: ComparedRun, other: ComparedRun): string[] =>
    [...one.scenarios.keys()].filter((id) => !other.scenarios.has(id));
  const changes = [...now.scenarios].flatMap(([scenario, verdicts]) => {
    const earlier = before.scenarios.get(scenario);
    return earlier === undefined ? [] : changesIn(scenario, earlier, verdicts);
  });
  return { before, now, changes, onlyBefore: onlyIn(before, now), onlyNow: onlyIn(now, before) };
}

function changesIn(
  scenario: string,
  before: readonly ComparedVerdict[],
  now: readonly ComparedVerdict[],
): ResultChange[] {
  const requirements = [...new Set([...before, ...now].map(({ requirement }) => requirement))];
  return requirements.flatMap((requirement) => {
    const [one, other] = [standingOf(before, requirement), standingOf(now, requirement)];
    const change = changeOf(one, other);
    if (change === undefined) return [];
    return [
      {
        change,
        scenario,
        requirement,
        ...(one.witness === undefined ? {} : { before: one.witness }),
        ...(other.witness === undefined ? {} : { now: other.witness }),
      },
    ];
  });
}

interface Standing {
  readonly isJudged: boolean;
  /** The first verdict that does not hold. */
  readonly witness?: ComparedVerdict;
}

function standingOf(verdicts: readonly ComparedVerdict[], requirement: string): Standing {
  const own = verdicts.filter((each) => each.requirement === requirement);
  const witness = own.find(({ status }) => broken.has(status));
  // An entry that is stale is about a list, and says that the requirement holds.
  const isJudged = own.some(({ status }) => status === 'pass' || status === 'stale' || broken.has(status));
  return { isJudged, ...(witness === undefined ? {} : { witness }) };
}

function changeOf(before: Standing, now: Standing): ResultChange['change'] | undefined {
  if (!before.isJudged) return undefined;
  if (!now.isJudged) return 'no longer judged';
  const [one, other] = [before.witness, now.witness];
  if (one === undefined) return other === undefined ? undefined : 'newly failing';
  if (other === undefined) return 'newly passing';
  const isSame = one.check === other.check && one.step === other.step && one.message === other.message;
  return isSame ? undefined : 'changed witness';
}

/**
 * 1 for what fails now and did not, unless a deviation covers it now; 3 where nothing can be compared, or where something
 * that held could not be observed any more; else 0.
 */
export function compareExitCode({ changes, now, onlyNow }: RunComparison): ExitCode {
  const isNothingCommon = now.scenarios.size === onlyNow.length;
  const lost = changes.some(
    ({ change, scenario }) =>
      change === 'no longer judged' && now.scenarios.get(scenario)?.some(({ status }) => status === 'untestable'),
  );
  if (isNothingCommon || lost) return exitCodes.notJudged;
  const regressed = changes.some(
    ({ change, now: witness }) => change === 'newly failing' && witness?.status === 'fail',
  );
  return regressed ? exitCodes.breaks : exitCodes.conforms;
}
