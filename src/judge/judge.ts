import type { Case } from '../record/case.js';
import { oneLine } from '../record/one-line.js';
import type { Trace } from '../record/trace.js';
import type { Finding, Verdict } from '../record/verdict.js';
import type { Deviation } from '../spec/deviations.js';
import { matchesId } from '../spec/id-glob.js';
import { formatPlace } from '../spec/input-error.js';
import { packagePath } from '../spec/package-root.js';
import type { Policy, PolicyKey } from '../spec/policies.js';
import type { Registry, Requirement } from '../spec/requirements.js';
import { type Check, stepNumber } from './check.js';
import { allChecks, expectationChecks } from './checks/index.js';
import { observe } from './observation.js';

/** What the judge knows besides the trace. It knows nothing of the target. */
export interface Bench {
  readonly registry: Registry;
  readonly policy: Policy;
  readonly edition: string;
  /** Those of the target. */
  readonly deviations: readonly Deviation[];
}

/**
 * Judges one trace.
 * @param opinion what the engine does on the same timeline; absent when the target is the engine itself
 */
export function judge(scenario: Case, trace: Trace, opinion: Trace | undefined, bench: Bench): Verdict[] {
  const context = {
    case: scenario,
    observed: observe(trace, scenario.timeline),
    opinion: opinion === undefined ? undefined : observe(opinion, scenario.timeline),
  };
  const verdicts = runChecks(allChecks, context, scenario, bench);
  return [...verdicts, ...staleDeviations(scenario, verdicts, bench)];
}

/**
 * Where the author's expectations and the engine contradict each other: a fault of Lapse, in one of the two.
 * @returns one sentence for each contradiction
 */
export function contradictions(scenario: Case, opinion: Trace): string[] {
  const observed = observe(opinion, scenario.timeline);
  return expectationChecks
    .flatMap((check) => check.run({ case: scenario, observed, opinion: undefined }))
    .filter((finding) => finding.outcome === 'fail')
    .map((finding) => `the author and the reference engine contradict each other: ${finding.message}`);
}

/** The one verdict of a case that was not judged. */
export function unjudged(
  scenario: Case,
  status: 'skip' | 'untestable',
  check: string,
  message: string,
  registry: Registry,
): Verdict {
  const [requirement = ''] = scenario.requirements;
  const { level, basis } = requirementOf(registry, requirement);
  return { scenario: scenario.id, check, requirement, level, basis, status, expected: '', observed: '', message };
}

function runChecks(
  checks: readonly Check[],
  context: Parameters<Check['run']>[0],
  scenario: Case,
  bench: Bench,
): Verdict[] {
  return checks
    .flatMap((check) => check.run(context))
    .filter((finding) => requirementOf(bench.registry, finding.requirement).editions.includes(bench.edition))
    .map((finding) => verdictOn(finding, scenario, bench));
}

function verdictOn({ outcome, ...finding }: Finding, scenario: Case, bench: Bench): Verdict {
  const { level, basis } = requirementOf(bench.registry, finding.requirement);
  const verdict = { scenario: scenario.id, ...finding, ...shownOf(finding), level, basis };
  if (outcome !== 'fail') return { ...verdict, status: outcome };
  // Before anything else: an entry whose scenario does fail must not be called stale for want of another name.
  const covering = bench.deviations.filter((each) => covers(each, verdict));
  // What certainly fails is no longer known if a flaky entry takes its failures.
  const deviation = covering.find(({ flaky }) => flaky !== true) ?? covering[0];
  if (deviation !== undefined) {
    return { ...verdict, status: deviation.flaky === true ? 'flaky' : 'known', deviation: deviation.id };
  }
  if (speaksForPolicy(finding.check) && restsOnObservation(scenario, bench.policy)) {
    return { ...verdict, status: 'characterization' };
  }
  if (level === 'MAY') return { ...verdict, status: 'skip', message: `optional, and not so here: ${finding.message}` };
  return { ...verdict, status: level === 'SHOULD' ? 'warn' : 'fail' };
}

/** Characters of a value that a person is shown; an id on the wire may be a text of megabytes. */
const longestShown = 1_000;

function shownOf({ expected, observed, message }: Omit<Finding, 'outcome'>) {
  return {
    expected: oneLine(expected, longestShown),
    observed: oneLine(observed, longestShown),
    message: oneLine(message, longestShown),
  };
}

const aboutPolicy: ReadonlySet<string> = new Set(['engine-opinion', ...expectationChecks.map((check) => check.id)]);

/** The laws hold under every policy; what the author and the engine expect may rest on one. */
function speaksForPolicy(check: string): boolean {
  return aboutPolicy.has(check);
}

function restsOnObservation(scenario: Case, policy: Policy): boolean {
  return Object.keys(scenario.given).some((key) => policy.basisOf[key as PolicyKey] !== 'documented');
}

type Failure = Pick<Verdict, 'scenario' | 'requirement' | 'check' | 'step'>;

function covers(deviation: Deviation, { scenario, requirement, check, step }: Failure): boolean {
  return (
    deviation.requirement === requirement &&
    (deviation.checks === undefined || deviation.checks.includes(check)) &&
    deviation.scenarios.some((glob) => matchesId(glob, scenario)) &&
    // A failure of the whole timeline is at none of the steps that an entry lists.
    (deviation.steps === undefined || (step !== undefined && stepsOf(deviation, scenario).has(step)))
  );
}

/** The indexes of the steps of a case that a deviation lists; none if it lists none. */
function stepsOf({ steps }: Deviation, scenario: string): Set<number> {
  const listed = [...(steps ?? [])].filter(([glob]) => matchesId(glob, scenario)).flatMap(([, numbers]) => numbers);
  return new Set(listed.map(({ number }) => number - 1));
}

function staleDeviations(scenario: Case, verdicts: readonly Verdict[], bench: Bench): Verdict[] {
  const covered = verdicts.filter(({ status }) => status === 'known');
  return bench.deviations
    .filter(({ flaky }) => flaky !== true)
    .filter((deviation) => deviation.scenarios.some((glob) => matchesId(glob, scenario.id)))
    .filter((deviation) => requirementOf(bench.registry, deviation.requirement).editions.includes(bench.edition))
    .flatMap((deviation) => {
      // Two entries may cover one failure, whichever of them it is counted for.
      const known = covered.filter((verdict) => covers(deviation, verdict));
      if (known.length === 0) return [staleVerdict(deviation, scenario, bench)];
      const failing = new Set(known.map(({ step }) => step));
      const passing = [...stepsOf(deviation, scenario.id)].filter((step) => !failing.has(step));
      return passing.map((step) => staleVerdict(deviation, scenario, bench, step));
    });
}

/** @param step the index of the one step that the deviation lists and that does not fail; absent: nothing fails */
function staleVerdict({ id, requirement, place }: Deviation, scenario: Case, bench: Bench, step?: number): Verdict {
  const { level, basis } = requirementOf(bench.registry, requirement);
  const at = step === undefined ? '' : ` at ${stepNumber(step)}`;
  // Reports are the same from whichever folder Lapse is called.
  const entry = formatPlace({ ...place, file: packagePath(place.file) });
  return {
    scenario: scenario.id,
    check: 'deviation',
    requirement,
    level,
    basis,
    ...(step === undefined ? {} : { step }),
    status: 'stale',
    deviation: id,
    expected: `a failure${at}, as ${id} says`,
    observed: 'no failure',
    message: `the deviation ${id} (${entry}) says that this fails${at}, and it does not: remove the entry, or this ${step === undefined ? 'scenario' : 'step'} from it`,
  };
}

function requirementOf(registry: Registry, id: string): Requirement {
  const requirement = registry.byId.get(id);
  if (requirement === undefined) throw new Error(`no requirement has the id ${id}`);
  return requirement;
}
