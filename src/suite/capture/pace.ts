import type { ClockStep, Step, Timeline } from '../../record/timeline.js';

/**
 * Where the time went that a person took between two calls beyond what the timeline waits, or where it was missing:
 * before the steps in between, after them, or into one of their waits, by its number. Only the calls are dated.
 */
export type Whereabouts = 'before' | 'after' | number;

/** What a device was seen to do, and when, by its own clock. */
export interface Pace {
  readonly timeline: Timeline;
  /** Wall clock by index of the step, of those that are dated. */
  readonly atMs: ReadonlyMap<number, number>;
}

/** Waits between two calls that are told apart. */
const mostWaits = 12;

/** All that has to be considered; one alone if nothing took longer or shorter than it should. */
export function whereabouts(pace: Pace): Whereabouts[] {
  const gaps = gapsOf(pace);
  const most = Math.max(0, ...gaps.map(({ waits }) => waits.length));
  return ['before', 'after', ...Array.from({ length: Math.min(most, mostWaits) }, (_, index) => index)];
}

/** Two calls that are dated, one after the other, and what the timeline has between them. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** Indexes of the steps that let time pass. */
  readonly waits: readonly number[];
  readonly writtenMs: number;
  readonly playedMs: number;
}

export function gapsOf({ timeline: { steps }, atMs }: Pace): Gap[] {
  const dated = [...atMs.keys()].sort((one, other) => one - other);
  return dated.slice(1).map((to, index) => {
    const from = dated[index] ?? 0;
    const waits = rangeOf(from + 1, to).filter((step) => isWait(steps[step]));
    const writtenMs = waits.reduce((sum, step) => sum + durationOf(steps[step]), 0);
    return { from, to, waits, writtenMs, playedMs: (atMs.get(to) ?? 0) - (atMs.get(from) ?? 0) };
  });
}

/**
 * The timeline as it was played, with waits that are as long as they were.
 * @param slackMs by how much every wait may have been longer, or shorter if it is negative
 */
export function asPlayed(pace: Pace, where: Whereabouts, slackMs: number): Timeline {
  const { timeline, atMs } = pace;
  const { steps } = timeline;
  const durations = new Map(steps.map((step, index) => [index, durationOf(step)]));
  /** Time that passes right before a step, beside all waits. */
  const pauses = new Map<number, number>();
  for (const { from, to, waits, writtenMs, playedMs } of gapsOf(pace)) {
    const moreMs = Math.max(playedMs, 0) - writtenMs;
    if (moreMs >= 0) {
      const wait = typeof where === 'number' ? waits[where % Math.max(waits.length, 1)] : undefined;
      if (wait !== undefined) durations.set(wait, (durations.get(wait) ?? 0) + moreMs);
      else pauses.set(where === 'before' ? from + 1 : to, moreMs);
      continue;
    }
    let missingMs = -moreMs;
    for (const wait of inOrder(waits, where)) {
      const takenMs = Math.min(missingMs, durations.get(wait) ?? 0);
      durations.set(wait, (durations.get(wait) ?? 0) - takenMs);
      missingMs -= takenMs;
    }
  }
  const [first] = [...atMs.keys()].sort((one, other) => one - other);
  return {
    ...timeline,
    startMs: first === undefined ? timeline.startMs : (atMs.get(first) ?? 0) - elapsedAt(steps, first),
    steps: steps.flatMap((step, index) => {
      // No two things happen in one millisecond where a person does them.
      const apartMs = index === 0 || isWait(step) || isWait(steps[index - 1]) || atMs.has(index) ? 0 : 1;
      const pauseMs = pauses.get(index) ?? apartMs;
      const { action } = step;
      const own =
        action.kind === 'wait' || action.kind === 'sleep'
          ? { ...step, action: { ...action, durationMs: Math.max(0, (durations.get(index) ?? 0) + slackMs) } }
          : step;
      return pauseMs === 0 ? [own] : [{ ...step, action: { kind: 'wait', durationMs: pauseMs } }, own];
    }),
  };
}

/** The timeline as it is written, with waits that are all longer, or shorter if `slackMs` is negative. */
export function withSlack(timeline: Timeline, slackMs: number): Timeline {
  return asPlayed({ timeline, atMs: new Map() }, 'before', slackMs);
}

/** Time that the timeline lets pass before a step. */
export function elapsedAt(steps: readonly Step[], index: number): number {
  return elapsedAtEach(steps)[index] ?? 0;
}

/** The same for every step. */
export function elapsedAtEach(steps: readonly Step[]): number[] {
  let elapsedMs = 0;
  return steps.map((step) => {
    const beforeMs = elapsedMs;
    elapsedMs += durationOf(step);
    return beforeMs;
  });
}

function inOrder(waits: readonly number[], where: Whereabouts): readonly number[] {
  if (where === 'before') return waits;
  if (where === 'after') return [...waits].reverse();
  const from = where % Math.max(waits.length, 1);
  return [...waits.slice(from), ...waits.slice(0, from)];
}

function isWait(
  step: Step | undefined,
): step is Step & { readonly action: Extract<ClockStep, { durationMs: number }> } {
  return step?.action.kind === 'wait' || step?.action.kind === 'sleep';
}

function durationOf(step: Step | undefined): number {
  return isWait(step) ? step.action.durationMs : 0;
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
