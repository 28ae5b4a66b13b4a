import type { Quirk } from '../../src/engine/quirk.js';
import { quirkyRules } from '../../src/engine/quirks/index.js';
import { type Rules, rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import type { Step, StepAction } from '../../src/record/timeline.js';
import type { Trace } from '../../src/record/trace.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { observe, returnsOf, startMs, timelineOf } from './timelines.js';

/** What a model or the reference makes of a few steps, told so briefly that a table can hold it. */

/** A policy's own rules, or those rules with the quirks of the family. */
export function playBy(
  family: string,
  steps: readonly (StepAction | Step)[],
  { quirks = false, edition = '2026-11' } = {},
): Trace {
  const policy = loadPolicy(family);
  const rules = rulesFor(policy, edition);
  return simulate(timelineOf(steps), policy, quirks ? quirkyRules(rules, policy) : rules);
}

/** What a family's own rules make of the steps, and what they make of them with one quirk, told. */
export function withAndWithout(
  quirk: Quirk,
  family: string,
  steps: readonly (StepAction | Step)[],
  edition = '2026-11',
): { readonly without: string; readonly with: string } {
  const policy = loadPolicy(family);
  const rules = rulesFor(policy, edition);
  const play = (played: Rules): string => told(simulate(timelineOf(steps), policy, played));
  return { without: play(rules), with: play(quirk.apply(rules, policy)) };
}

/**
 * The sessions of the messages in order: the seconds from the start to the time that an id says, whatever its unit;
 * `#` and the id for one that is no time; `none` without a session. A star stands for the start marker.
 */
export function told(trace: Trace): string {
  return observe(trace)
    .map(({ id, start }) => `${id === undefined ? 'none' : secondsOf(Number(id))}${start === true ? '*' : ''}`)
    .join(' ');
}

/** What `getSessionId` returned, in the same words. */
export function toldReturns(trace: Trace): string {
  return returnsOf(trace)
    .map((id) => (id === null ? 'null' : secondsOf(Number(id))))
    .join(' ');
}

function secondsOf(id: number): string {
  const year = 366 * 86_400;
  const seconds = [(id - startMs) / 1_000, id - startMs / 1_000].find((each) => Math.abs(each) < year);
  return seconds === undefined ? `#${id}` : String(seconds);
}
