import { isDeepStrictEqual } from 'node:util';
import { type Rules, rulesFor } from '../engine/rules.js';
import { simulate } from '../engine/simulate.js';
import { type Bench, judge } from '../judge/judge.js';
import type { Case } from '../record/case.js';
import {
  type Control,
  catchersOf,
  type Failure,
  type MutantOutcome,
  type MutationScore,
  type SeededFault,
  type Witness,
} from '../record/mutation-score.js';
import type { Trace } from '../record/trace.js';
import { packageVersion } from '../spec/package-root.js';
import { editionOf } from '../spec/requirements.js';
import { whySkipped } from '../suite/applicability.js';
import { coverOf } from './cover.js';
import { mergeCandidates } from './merge-candidates.js';
import type { Mutant } from './mutant.js';

/** What mutants of one family are judged by, and with. */
export interface Setting {
  readonly bench: Bench;
  /** With the durations of the bench's policy; whether or not they apply to it. */
  readonly cases: readonly Case[];
}

export interface ScoreOptions {
  readonly mutants: readonly Mutant[];
  /** One for each family and edition of the mutants. */
  readonly settings: readonly Setting[];
  /** Told after every mutant how many of how many are done. */
  readonly onProgress?: (done: number, of: number) => void;
}

/** The rules as they are, and what they do in each case that applies. */
interface ControlRun extends Setting {
  readonly rules: Rules;
  readonly applicable: readonly { readonly scenario: Case; readonly trace: Trace }[];
  readonly control: Control;
}

/**
 * Plays every case that applies through every mutant, and judges what it does by what people wrote down: by the authors'
 * expectations and by the laws. The engine has no opinion here, for it would only compare itself with itself.
 * @throws Error when a mutant has no setting
 */
export function scoreSuite({ mutants, settings, onProgress }: ScoreOptions): MutationScore {
  // All controls before the first mutant: after one that failed, nobody waits for a score that means nothing.
  const runs = settings.map(controlRun);
  const controls = runs.map(({ control }) => control);
  const isControlled = controls.every(({ failures }) => failures.length === 0);
  const outcomes = (isControlled ? mutants : []).map((mutant, index) => {
    const outcome = outcomeOf(mutant, runs);
    onProgress?.(index + 1, mutants.length);
    return outcome;
  });
  const played = shortestFirst(runs.flatMap(({ cases }) => cases));
  const catches = catchesOf(outcomes, played);
  return {
    lapseVersion: packageVersion,
    scenarios: played.length,
    controls,
    outcomes,
    smallest: coverOf(catches),
    candidates: isControlled ? mergeCandidates(byFile(catches)) : [],
  };
}

/** What can be told of a mutant, with the edition that it is seeded into. */
export function faultOf({ id, title, source, link, family, edition, requirement, check }: Mutant): SeededFault {
  return {
    id,
    title,
    source,
    ...(link === undefined ? {} : { link }),
    family,
    edition: edition ?? editionOf(family),
    requirement,
    check,
  };
}

function controlRun({ bench, cases }: Setting): ControlRun {
  const { policy, edition } = bench;
  const rules = rulesFor(policy, edition);
  const applicable = cases
    .filter((scenario) => whySkipped(scenario, policy, bench) === undefined)
    .map((scenario) => ({ scenario, trace: simulate(scenario.timeline, policy, rules) }));
  const failures = applicable.flatMap(({ scenario, trace }) =>
    failuresIn(scenario, trace, bench).map(({ message }) => ({ scenario: scenario.id, message })),
  );
  return { bench, cases, rules, applicable, control: { family: policy.id, edition, failures } };
}

function outcomeOf(mutant: Mutant, runs: readonly ControlRun[]): MutantOutcome {
  const fault = faultOf(mutant);
  const run = runs.find(({ control }) => control.family === fault.family && control.edition === fault.edition);
  if (run === undefined) throw new Error(`the mutant ${mutant.id} has no setting`);
  const { bench, rules, applicable } = run;
  const mutated = mutant.apply(rules, bench.policy);
  const witnesses = applicable.flatMap(({ scenario, trace }): Witness[] => {
    const played = simulate(scenario.timeline, bench.policy, mutated);
    // The judge sees nothing but the trace: of the same trace it says the same, and the control has no failure.
    if (isDeepStrictEqual(played, trace)) return [];
    const failures = failuresIn(scenario, played, bench);
    const declared = failures.find(
      ({ check, requirement }) => check === mutant.check && requirement === mutant.requirement,
    );
    const failure = declared ?? failures[0];
    return failure === undefined ? [] : [{ scenario: scenario.id, failure, isDeclared: declared !== undefined }];
  });
  return { mutant: fault, played: applicable.length, witnesses };
}

function failuresIn(scenario: Case, trace: Trace, bench: Bench): Failure[] {
  return judge(scenario, trace, undefined, bench)
    .filter(({ status }) => status === 'fail')
    .map(({ check, requirement, step, message }) => ({
      check,
      requirement,
      ...(step === undefined ? {} : { step }),
      message,
    }));
}

/** Ids, each once; of two that catch the same, the shorter is to be preferred. */
function shortestFirst(cases: readonly Case[]): string[] {
  const steps = new Map(cases.map(({ id, timeline }) => [id, timeline.steps.length]));
  return [...steps].sort(([one, few], [other, many]) => few - many || (one < other ? -1 : 1)).map(([id]) => id);
}

/** Ids of the mutants that each scenario catches; also of those that catch none. */
function catchesOf(outcomes: readonly MutantOutcome[], scenarios: readonly string[]): Map<string, Set<string>> {
  const catches = new Map(scenarios.map((scenario) => [scenario, new Set<string>()]));
  for (const outcome of outcomes) {
    for (const scenario of catchersOf(outcome)) catches.get(scenario)?.add(outcome.mutant.id);
  }
  return catches;
}

/** The cases of a matrix are written once, so that only whole files can be merged. */
function byFile(catches: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const files = new Map<string, Set<string>>();
  for (const [scenario, mutants] of catches) {
    const file = scenario.replace(/\/[^/]+=.*$/, '');
    files.set(file, new Set([...(files.get(file) ?? []), ...mutants]));
  }
  return files;
}
