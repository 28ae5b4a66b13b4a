import type { Case } from '../record/case.js';
import type { Finding } from '../record/verdict.js';
import type { Observation } from './observation.js';

/** What a check may look at. */
export interface CheckContext {
  readonly case: Case;
  /** What the target was seen to do. */
  readonly observed: Observation;
  /** What the reference engine does on the same timeline; absent when the target is the engine itself. */
  readonly opinion: Observation | undefined;
}

/** One rule over a trace: pure, and told nothing about the target. */
export interface Check {
  /** The name of its file. */
  readonly id: string;
  /** What it looks at, in one sentence. */
  readonly title: string;
  run(context: CheckContext): readonly Finding[];
}

/** The requirement that a scenario is about, or that one of its steps is about where the author named another. */
export function mainRequirement(scenario: Case, step?: number): string {
  const own = step === undefined ? undefined : scenario.expectations.get(step)?.requirement;
  const [first] = own === undefined ? scenario.requirements : [own];
  if (first === undefined) throw new Error(`${scenario.id} names no requirement`);
  return first;
}

/** A step as messages count it for people: from 1, in the order of the timeline. */
export function stepNumber(step: number): string {
  return `step ${step + 1}`;
}
