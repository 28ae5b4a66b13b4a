import type { Case } from './case.js';
import { type Conduct, conductText } from './conduct.js';
import type { ProbeResult } from './run-result.js';
import type { TargetDescription } from './trace.js';

/** All that is compared of one target in one scenario. */
export interface Behaviour {
  /** By index of the step; steps at which nothing can be compared are absent. */
  readonly conducts: ReadonlyMap<number, Conduct>;
  /** The most severe level of which a line was logged, by index of the step; only warnings and errors. */
  readonly logs: ReadonlyMap<number, 'warn' | 'error'>;
  /** How many sessions an analyst would count: different ids on the wire, per device. */
  readonly sessions: number;
}

/** One scenario as the targets played it. */
export interface ComparedCase {
  readonly case: Case;
  /** Virtual time at each step since the start of the timeline. */
  readonly elapsedMs: readonly number[];
  /** Virtual time of the whole timeline. */
  readonly durationMs: number;
  /** In the order of the targets; `undefined` for one that cannot play it. At least two are there. */
  readonly behaviours: readonly (Behaviour | undefined)[];
}

export interface ComparedTarget {
  readonly description: TargetDescription;
  /** The edition whose requirements the engine plays by, if the target is the engine. */
  readonly edition: string;
  /** Scenarios of the comparison that it played. */
  readonly played: number;
  /** Sessions that it showed in the scenarios that all targets played. */
  readonly sessions: number;
}

/** A way in which two clusters part, with how often it was seen. */
export interface Parting {
  /** One sentence without a full stop, with the durations and names of `smallest`. */
  readonly sentence: string;
  /** How many scenarios part first in this way. */
  readonly scenarios: number;
  /** The timeline with the fewest steps that shows it. */
  readonly smallest: Divergence;
}

/** Where two targets part first in a scenario. */
export interface Divergence {
  readonly compared: ComparedCase;
  /** Index of the first step at which they do not do the same. */
  readonly step: number;
  /** Positions in the list of targets, one of each cluster. */
  readonly targets: readonly [number, number];
}

/** Two clusters, by their positions in the list, and what tells them apart. */
export interface ClusterPair {
  readonly clusters: readonly [number, number];
  /** Scenarios that a member of each played, and in how many of them they part. */
  readonly common: number;
  readonly parted: number;
  /** Sessions of the first in the scenarios that all targets played, minus those of the second. */
  readonly sessions: number;
  /** The smallest first; the first is the smallest timeline that tells the two apart. */
  readonly partings: readonly Parting[];
}

/** All that is to be told of a comparison. */
export interface Comparison {
  readonly lapseVersion: string;
  /** The policy that says how long `timeout` and `cutOff` are in the timelines. */
  readonly policy: string;
  /** What `timeout` is there, unless a scenario configures another. */
  readonly timeoutMs: number;
  readonly seed: number;
  readonly targets: readonly ComparedTarget[];
  /** Targets that were asked for and could not be compared. */
  readonly leftOut: readonly { readonly description: TargetDescription; readonly probes: readonly ProbeResult[] }[];
  /** In the order of the suite. */
  readonly cases: readonly ComparedCase[];
  /** Scenarios that fewer than two of the targets can play, with the reason. */
  readonly notComparable: readonly { readonly scenario: string; readonly message: string }[];
  /** What a target should have played and could not. */
  readonly untestable: readonly { readonly scenario: string; readonly target: string; readonly message: string }[];
  /** How many scenarios all targets played. */
  readonly playedByAll: number;
  /** Positions in the list of targets; each target is in one cluster. */
  readonly clusters: readonly (readonly number[])[];
  readonly pairs: readonly ClusterPair[];
}

/** Whether two targets did the same; of what they logged nothing is asked. */
export function behavesAlike(one: Behaviour, other: Behaviour): boolean {
  return firstDifference(one, other) === undefined;
}

/** The index of the first step at which two targets did not do the same. */
export function firstDifference(one: Behaviour, other: Behaviour): number | undefined {
  const steps = [...new Set([...one.conducts.keys(), ...other.conducts.keys()])].sort((a, b) => a - b);
  return steps.find((step) => !isSameConduct(one.conducts.get(step), other.conducts.get(step)));
}

/** Whether the targets that played a scenario did not all do the same. */
export function parts({ behaviours }: ComparedCase): boolean {
  const [first, ...others] = behaviours.filter((each) => each !== undefined);
  return first !== undefined && others.some((other) => !behavesAlike(first, other));
}

export function isSameConduct(one: Conduct | undefined, other: Conduct | undefined): boolean {
  return (one && conductText(one)) === (other && conductText(other));
}
