import { type Draws, purposes } from './draws.js';
import type { JourneyPlan, StatePlan } from './journey-plan.js';
import { type Sampler, sample, sampleMs } from './sampling.js';

/** What a visit consists of: a state in which something is heard of the user, and how long it was quiet before. */
export interface VisitStep {
  state: StatePlan;
  /** Since the message before, or since the beginning of the visit. */
  pauseMs: number;
  /** After which part of that pause the application was left for the background, if it was. */
  leftAfter: number | undefined;
  /** Whether it happens in a tab that was opened for it. */
  inNewTab: boolean;
  /** Whether the pause was made exactly as long as the timeout, or a millisecond off. */
  isBoundary: boolean;
}

/** The steps of one visit, and then of another one: they are written into the same memory. */
export class VisitSteps {
  /** How many there are. */
  count = 0;
  /** How long the user stays after the last of them. */
  lastMs = 0;
  readonly #steps: VisitStep[] = [];

  /** @param index below `count` */
  at(index: number): VisitStep {
    return this.#steps[index] as VisitStep;
  }

  /** One more, in the foreground and in a tab that is there. */
  add(state: StatePlan, pauseMs: number): VisitStep {
    if (this.count === this.#steps.length) {
      this.#steps.push({ state, pauseMs: Number.NaN, leftAfter: undefined, inNewTab: false, isBoundary: false });
    }
    const step = this.at(this.count++);
    step.state = state;
    step.pauseMs = pauseMs;
    step.leftAfter = undefined;
    step.inNewTab = false;
    step.isBoundary = false;
    return step;
  }

  /** Begins anew; what there was is gone. */
  clear(): void {
    this.count = 0;
  }
}

/** A journey may go round in circles for as long as chance will have it. */
export const maximumSteps = 10_000;

/** Nobody stays longer in one state; a distribution without an end may ask for any time. */
export const longestDwellMs = 30 * 86_400_000;

/** The streams of one user's visits and their steps; they become those of one visit after the other. */
export interface VisitStreams {
  readonly steps: VisitSteps;
  readonly way: Draws;
  readonly dwell: Draws;
  readonly away: Draws;
}

/**
 * The way of a visit through its journey. States are chosen by one stream and dwell times drawn by another, by the
 * number of the state on the way, so that neither depends on what the other needs.
 */
export function walk(journey: JourneyPlan, visit: Draws, { steps, way, dwell, away }: VisitStreams): VisitSteps {
  way.become(visit, purposes.way, 0);
  dwell.become(visit, purposes.dwell, 0);
  away.become(visit, purposes.away, 0);
  steps.clear();
  let pauseMs = 0;
  let leftAfter: number | undefined;
  let inNewTab = false;
  let current = journey.entry.pick(way.at(0));
  // Nobody looks for a state at the number of the exit: below 0 the engine takes it for the name of a property, which is slow.
  for (let number = 1; number <= maximumSteps && current >= 0; number++) {
    const state = journey.states[current];
    if (state === undefined) break;
    if (state.isHeard) {
      const step = steps.add(state, pauseMs);
      step.leftAfter = leftAfter;
      step.inNewTab = inNewTab;
      pauseMs = 0;
      leftAfter = undefined;
      inNewTab = false;
    }
    pauseMs += Math.max(1, Math.min(longestDwellMs, sampleMs(state.dwell, dwell.at(number))));
    if (state.leavesForBackground > 0 && away.at(3 * number) < state.leavesForBackground) {
      leftAfter ??= away.at(3 * number + 1);
    }
    if (state.opensTab > 0 && away.at(3 * number + 2) < state.opensTab) inNewTab = true;
    current = state.next.pick(way.at(number));
  }
  steps.lastMs = pauseMs;
  return steps;
}

/** What a robot fetches: anything, with always the same short pause between. */
export function fetchAll(
  journey: JourneyPlan,
  visit: Draws,
  { steps, way: bot }: Pick<VisitStreams, 'steps' | 'way'>,
  eventsPerVisit: Sampler,
): VisitSteps {
  bot.become(visit, purposes.bot, 0);
  const count = Math.min(maximumSteps, Math.max(1, Math.round(sample(eventsPerVisit, bot.at(0)))));
  const everyMs = 200 + Math.floor(bot.at(1) * 1_800);
  steps.clear();
  for (let number = 0; number < count; number++) {
    const fetched = journey.fetched[Math.floor(bot.at(number + 2) * journey.fetched.length)];
    const state = fetched === undefined ? undefined : journey.states[fetched];
    if (state === undefined) break;
    steps.add(state, number === 0 ? 0 : everyMs);
  }
  steps.lastMs = everyMs;
  return steps;
}

/** Makes pauses between two events as long as the timeout, a millisecond shorter or longer, each as often. */
export function plantBoundaries(
  steps: VisitSteps,
  visit: Draws,
  boundary: Draws,
  {
    share,
    timeoutMs,
    inForeground,
  }: { readonly share: number; readonly timeoutMs: number; readonly inForeground: boolean },
): void {
  boundary.become(visit, purposes.boundary, 0);
  for (let index = 1; index < steps.count; index++) {
    const step = steps.at(index);
    if (step.state.event === undefined || steps.at(index - 1).state.event === undefined) continue;
    if (boundary.at(2 * index) >= share) continue;
    step.pauseMs = Math.max(1, timeoutMs - 1 + Math.floor(boundary.at(2 * index + 1) * 3));
    step.isBoundary = true;
    // Where only a return to the foreground ends a session, the pause has to be spent in the background.
    step.leftAfter = inForeground ? undefined : 0;
  }
}
