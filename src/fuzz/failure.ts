import { circumstancesOf } from '../explain/circumstances.js';
import { partingWords } from '../explain/parting.js';
import { allChecks } from '../judge/checks/index.js';
import { dueOf } from '../judge/due.js';
import { type Bench, judge } from '../judge/judge.js';
import { observe } from '../judge/observation.js';
import type { Case } from '../record/case.js';
import type { FuzzFailure } from '../record/fuzz-result.js';
import type { Timeline } from '../record/timeline.js';
import type { TargetDescription, Trace } from '../record/trace.js';
import type { Verdict } from '../record/verdict.js';
import { readScenarioText } from '../scenario/load-scenarios.js';
import { editions } from '../spec/requirements.js';
import { behaviourOf } from '../suite/behaviour.js';
import { type Breach, partingOf, signatureOf } from './examine.js';
import { conductsOf, givenBy } from './given.js';
import { kindsOf } from './kinds.js';
import { laws } from './laws.js';
import type { Plan } from './plan.js';
import { requirementOf } from './requirement-of.js';
import { type ResolvedPlan, resolvePlan } from './resolve-plan.js';
import { scenarioText, type WrittenExpectation } from './written-scenario.js';

/** Where a failure was found, and how it is found again. */
export interface Origin {
  readonly target: TargetDescription;
  readonly seed: number;
  readonly run: number;
  /** The command that finds it again. */
  readonly command: string;
  readonly generatedSteps: number;
}

/** A shrunk plan and how it fails. */
export interface ShrunkFailure {
  readonly plan: Plan;
  readonly resolved: ResolvedPlan;
  readonly trace: Trace;
  readonly breach: Breach;
  /** What the engine does, which is what is expected. */
  readonly opinion: Trace;
}

/**
 * The failure as a scenario, with what the engine expects as the expectations of its author.
 * @param file where the scenario is going to be
 */
export function describeFailure(
  shrunk: ShrunkFailure,
  origin: Origin,
  bench: Bench,
  file: string,
): Omit<FuzzFailure, 'seen' | 'file'> {
  const { plan, resolved, trace, breach, opinion } = shrunk;
  const { policy, edition, registry } = bench;
  const requirement = requirementFor(shrunk, bench);
  const { target, seed, run, command, generatedSteps } = origin;
  const check = allChecks.find(({ id }) => id === breach.verdict.check);
  const scenario = scenarioText(plan, resolved.written, {
    comments: [
      `Found by lapse fuzz in ${target.executed ? target.subject : `${target.name} ${target.version} (SDK not executed)`}, edition ${edition}, policy ${policy.id}.`,
      `Seed ${seed}, run ${run + 1}, shrunk from ${generatedSteps} steps to ${resolved.written.length}. Broken there: ${check?.title ?? breach.verdict.check}.`,
      command,
    ],
    title: titleOf(shrunk),
    requirements: [requirement],
    platform: policy.platform,
    given: givenBy(policy, edition, (other) => resolvePlan(plan, other, 'given').timeline),
    expectations: expectationsOf(resolved, opinion, bench, requirement),
  });
  const written = readScenarioText(scenario, { file, registry, policy });
  refuseOther(written, resolved.timeline);
  const engine = target.name === `reference:${policy.id}` ? undefined : opinion;
  const verdicts = judge(written, trace, engine, { ...bench, deviations: [] });
  const verdict = verdicts.find((each) => isSame(each, breach)) ?? breach.verdict;
  return {
    case: written,
    trace,
    verdicts,
    verdict,
    seed,
    run,
    generatedSteps,
    steps: resolved.written.length,
    scenario,
  };
}

function isSame(verdict: Verdict, { signature }: Breach): boolean {
  return ['fail', 'warn', 'characterization'].includes(verdict.status) && signatureOf(verdict) === signature;
}

/** A scenario that plays something else than what was found would be worth nothing. */
function refuseOther({ timeline }: Case, { startMs, steps }: Timeline): void {
  if (timeline.startMs === startMs && JSON.stringify(timeline.steps) === JSON.stringify(steps)) return;
  throw new Error(`a scenario was written that is not what was found: ${JSON.stringify([timeline, steps])}`);
}

function requirementFor({ resolved, breach }: ShrunkFailure, { policy, registry, edition }: Bench): string {
  const { check, requirement, expected, observed, step = 0 } = breach.verdict;
  if (check !== 'engine-opinion') return requirement;
  const parted = { timeline: resolved.timeline, step, parting: partingOf(expected, observed) };
  return requirementOf(parted, policy.platform, registry, edition);
}

/** One sentence: what the target does, or which law is broken under which circumstances. */
function titleOf({ resolved, trace, opinion, breach }: ShrunkFailure): string {
  const { timeline } = resolved;
  const { check, step } = breach.verdict;
  if (check === 'engine-opinion' && step !== undefined) {
    const sides = [
      { target: 'the engine', behaviour: behaviourOf(opinion, timeline) },
      { target: 'the SDK', behaviour: behaviourOf(trace, timeline) },
    ] as const;
    return capital(partingWords(timeline, step, sides).sentence);
  }
  const { under, since } = circumstancesOf(timeline, step ?? timeline.steps.length - 1);
  const texts = [...new Set([...under, ...since].map(({ text }) => text))];
  const where = texts.length === 0 ? '' : `, ${under.length > 0 ? 'with' : 'after'} ${texts.join(', ')}`;
  return capital(`${laws.find(({ id }) => id === check)?.title ?? check}${where}`);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/**
 * What the engine does at each message that had to be delivered. Where the engine would do otherwise under the other
 * edition, nothing is expected, unless the requirement is of this edition alone.
 */
function expectationsOf(
  { timeline, written }: ResolvedPlan,
  opinion: Trace,
  { policy, edition, registry }: Bench,
  requirement: string,
): Map<number, WrittenExpectation> {
  const expected = conductsOf(policy, edition, timeline);
  const others = editions
    .filter((each) => registry.byId.get(requirement)?.editions.includes(each))
    .map((each) => conductsOf(policy, each, timeline));
  const observed = observe(opinion, timeline);
  const expectations = new Map<number, WrittenExpectation>();
  for (const event of observed.events) {
    const conduct = expected.get(event.step);
    if (conduct?.kind !== 'message' || dueOf(observed, event) === 'excused') continue;
    if (others.some((other) => JSON.stringify(other.get(event.step)) !== JSON.stringify(conduct))) continue;
    const { session, start } = conduct;
    const label = session === undefined ? 'none' : (ordinals[session - 1] ?? `session${session}`);
    expectations.set(event.step, { session: label, start: start ? true : 'absent' });
  }
  const last = written.at(-1);
  if (expectations.size === 0 && last !== undefined) {
    const messages = observed.messages.filter(({ step }) => step === last.index).length;
    expectations.set(last.index, { messages });
  }
  return expectations;
}

/** A name for the file of a failure: the check, and what is special about the timeline. */
export function slugOf({ resolved, breach }: Pick<ShrunkFailure, 'resolved' | 'breach'>): string {
  const { check, expected, observed } = breach.verdict;
  const what = check === 'engine-opinion' ? partingOf(expected, observed) : check;
  const all = kindsOf(resolved.timeline);
  // A restart is a reload as well.
  const kinds = [...all].filter((kind) => kind !== 'reload' || !all.has('restart'));
  return [what, ...(kinds.length === 0 ? ['plain'] : kinds)]
    .join(' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replace(/^-|-$/g, '');
}

const longestSlug = 80;
