import type { Case, Expectation } from '../../record/case.js';
import { causesLifecycleEvent, isLifecycleEvent } from '../../record/lifecycle-events.js';
import type { Step } from '../../record/timeline.js';
import { nameOf, typeOf } from '../../wire/session-fields.js';
import type { Assignment } from './assign.js';
import type { CapturedMessage } from './captured-messages.js';

/** A case with the events that the SDK tracked of its own accord as steps of its timeline. */
export interface PlayedCase {
  readonly case: Case;
  /** By index of the step in that case. */
  readonly messages: ReadonlyMap<number, CapturedMessage>;
  /** Where the steps of the scenario are now, by their index there. */
  readonly stepOf: readonly number[];
  /** How many steps are the SDK's own. */
  readonly own: number;
}

/**
 * Puts what the SDK tracks when an application comes and goes into the timeline, beside the step that is the reason: the
 * engine sends none of these by itself, and they are events like others, the first of a session among them.
 * @returns what has no place there: it is not from this timeline. Of the time after the last call nothing is asked
 */
export function withOwnEvents(
  scenario: Case,
  { messages, left }: Assignment,
): { readonly played: PlayedCase; readonly strange: readonly CapturedMessage[] } {
  const { steps } = scenario.timeline;
  const anchors = [...messages].sort(([one], [other]) => one - other);
  const lastMs = anchors.at(-1)?.[1].atMs ?? 0;
  const behind = new Map<number, CapturedMessage[]>();
  const used = new Set<string>();
  const strange: CapturedMessage[] = [];
  for (const message of left) {
    const name = typeOf(message.body) === 'track' ? nameOf(message.body) : undefined;
    const atMs = message.atMs ?? 0;
    if (name === undefined || !isLifecycleEvent(name)) {
      strange.push(message);
      continue;
    }
    const previous = anchors.findLast(([, each]) => (each.atMs ?? 0) <= atMs)?.[0] ?? -1;
    const next = anchors.find(([, each]) => (each.atMs ?? 0) > atMs)?.[0] ?? steps.length;
    const reason = reasonFor(steps, name, previous, next, used);
    if (reason === undefined) {
      if (atMs <= lastMs) strange.push(message);
      continue;
    }
    used.add(JSON.stringify([name, reason]));
    // An app that is closed is told before, and says so before it is gone.
    const isLast = name === 'Application Backgrounded' && steps[reason]?.action.kind !== 'background';
    const place = Math.max(isLast ? reason - 1 : reason, previous);
    behind.set(place, [...(behind.get(place) ?? []), message]);
  }
  return { played: insert(scenario, messages, behind), strange };
}

/** The first step between two calls that is a reason and has had no such event; else the last before them. */
function reasonFor(
  steps: readonly Step[],
  name: string,
  previous: number,
  next: number,
  used: ReadonlySet<string>,
): number | undefined {
  const reasons = steps.flatMap(({ action }, step) =>
    step < next && causesLifecycleEvent(action, name) && !used.has(JSON.stringify([name, step])) ? [step] : [],
  );
  return reasons.find((step) => step > previous) ?? reasons.at(-1);
}

function insert(
  scenario: Case,
  messages: Assignment['messages'],
  behind: ReadonlyMap<number, readonly CapturedMessage[]>,
): PlayedCase {
  const steps: Step[] = [];
  const places: Case['places'][number][] = [];
  const stepOf: number[] = [];
  const placed = new Map<number, CapturedMessage>();
  for (const [index, step] of scenario.timeline.steps.entries()) {
    const place = scenario.places[index] ?? scenario.place;
    const message = messages.get(index);
    if (message !== undefined) placed.set(steps.length, message);
    stepOf.push(steps.length);
    steps.push(step);
    places.push(place);
    for (const own of behind.get(index) ?? []) {
      placed.set(steps.length, own);
      const name = nameOf(own.body) ?? '';
      steps.push({ device: step.device, client: step.client, action: { kind: 'event', type: 'track', name } });
      places.push(place);
    }
  }
  const moved = (step: number): number => stepOf[step] ?? step;
  const expectations = [...scenario.expectations].map(
    ([step, expectation]) => [moved(step), atMovedSteps(expectation, moved)] as const,
  );
  return {
    case: {
      ...scenario,
      timeline: { ...scenario.timeline, steps },
      places,
      expectations: new Map(expectations),
    },
    messages: placed,
    stepOf,
    own: steps.length - stepOf.length,
  };
}

function atMovedSteps(expectation: Expectation, moved: (step: number) => number): Expectation {
  const { id } = expectation;
  if (id === undefined || typeof id === 'number') return expectation;
  return { ...expectation, id: { ...id, wallClockOf: moved(id.wallClockOf) } };
}
