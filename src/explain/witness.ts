import type { Case } from '../record/case.js';
import type { Step } from '../record/timeline.js';
import type { Trace } from '../record/trace.js';
import type { Verdict } from '../record/verdict.js';
import { formatDuration } from '../time/duration.js';
import { type LogExcerpt, logDuring, warningsBetween } from './step-log.js';
import { stepText } from './step-text.js';

/** What a reader needs to know of the requirement. */
export interface WitnessedRequirement {
  readonly id: string;
  readonly level: string;
  readonly basis: string;
  readonly text: string;
}

/** A verdict explained by the smallest piece of its timeline. */
export interface Witness {
  readonly requirement: WitnessedRequirement;
  /** Two to four steps, in order. */
  readonly steps: readonly WitnessStep[];
  /** Warnings and errors that the SDK logged between them, in steps that are not shown. */
  readonly between: LogExcerpt;
  readonly expected: string;
  readonly observed: string;
  readonly message: string;
}

export interface WitnessStep {
  /** From 1. */
  readonly number: number;
  /** Virtual time since the start of the timeline, as text; after the step for a step that moves the clock. */
  readonly time: string;
  readonly client: string;
  readonly text: string;
  /** Whether it is the step at which the requirement is broken. */
  readonly culprit: boolean;
  /** What the SDK logged during the step. */
  readonly log: LogExcerpt;
}

const maximumSteps = 4;

/** @param trace absent when the case could not be played */
export function witnessOf(
  verdict: Verdict,
  scenario: Case,
  trace: Trace | undefined,
  requirement: WitnessedRequirement,
): Witness {
  const { steps } = scenario.timeline;
  const chosen = verdict.step === undefined ? [] : chooseSteps(verdict.step, verdict.relatedSteps ?? [], steps);
  const elapsedAt = new Map(
    (trace?.entries ?? []).flatMap((entry) => (entry.kind === 'step' ? [[entry.step, entry.elapsedMs] as const] : [])),
  );
  return {
    requirement,
    steps: chosen.flatMap((index) => {
      const step = steps[index];
      if (step === undefined) return [];
      const elapsedMs = elapsedAt.get(index);
      return [
        {
          number: index + 1,
          time: elapsedMs === undefined ? '' : formatDuration(elapsedMs + durationOf(step)),
          client: step.client,
          text: stepText(step.action),
          culprit: index === verdict.step,
          log: logDuring(index, trace),
        },
      ];
    }),
    between: warningsBetween(chosen, trace),
    expected: verdict.expected,
    observed: verdict.observed,
    message: verdict.message,
  };
}

function durationOf({ action }: Step): number {
  return action.kind === 'wait' || action.kind === 'sleep' ? action.durationMs : 0;
}

/**
 * The step itself, those that the check points at, and of the steps between them the ones that can change a session,
 * the nearest first. Without a pointer, the event before is shown, for a change needs a before.
 */
function chooseSteps(culprit: number, related: readonly number[], steps: readonly Step[]): number[] {
  const chosen = new Set([culprit, ...related.slice(0, maximumSteps - 2)]);
  if (related.length === 0) {
    const before = steps.slice(0, culprit).findLastIndex(({ action }) => action.kind === 'event');
    if (before >= 0) chosen.add(before);
  }
  const earliest = Math.min(...chosen);
  for (let index = culprit - 1; index > earliest && chosen.size < maximumSteps; index--) {
    const kind = steps[index]?.action.kind;
    if (kind !== undefined && kind !== 'event' && kind !== 'getSessionId') chosen.add(index);
  }
  if (chosen.size === 1) {
    const load = steps.slice(0, culprit).findLastIndex(({ action }) => action.kind !== 'open');
    if (load >= 0) chosen.add(load);
  }
  return [...chosen].sort((a, b) => a - b);
}
