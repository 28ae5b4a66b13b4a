import type { CapturedRequest } from '../../record/capture.js';
import type { Step } from '../../record/timeline.js';
import type { Trace, TraceEntry } from '../../record/trace.js';
import { readMessages } from '../../wire/messages.js';
import { type Attempt, isToDataPlane } from './captured-messages.js';
import type { PlayedCase } from './own-events.js';
import { elapsedAtEach } from './pace.js';

/** The name under which reports know what was captured. */
export const captureTarget = 'capture';

/**
 * The trace of a capture. Steps that sent a message are dated by it, the others as the timeline has them, no later than
 * the next that is. When a request left is not known: it stands at the last call that it carries.
 */
export function capturedTrace({ case: scenario, messages }: PlayedCase, requests: readonly CapturedRequest[]): Trace {
  const { timeline } = scenario;
  const walls = wallsOf(timeline.steps, messages);
  const startMs = walls[0] ?? 0;
  const entriesAt: TraceEntry[][] = timeline.steps.map((step, index) => [
    { kind: 'step', ...at(step, index), action: step.action },
  ]);
  const carried = attemptsOf(messages);
  let current = 0;
  let message = 0;
  for (const [index, request] of requests.entries()) {
    if (!isToDataPlane(request)) continue;
    const own = carried.get(index) ?? [];
    const read = request.unreadable === undefined ? readMessages(request) : { unreadable: request.unreadable };
    // What repeats an accepted delivery, or is from after the timeline, is no part of it.
    if (own.length === 0 && !('unreadable' in read)) continue;
    current = Math.max(current, ...own.map(({ step }) => step));
    const step = timeline.steps[current];
    const entries = entriesAt[current];
    if (step === undefined || entries === undefined) continue;
    const { method, url, status } = request;
    const where = at(step, current);
    const reason = 'unreadable' in read ? { unreadable: read.unreadable } : {};
    entries.push({ kind: 'request', ...where, request: index, method, url, status, ...reason });
    for (const { body } of own) {
      entries.push({ kind: 'message', ...where, message, request: index, body });
      message += 1;
    }
  }
  const lastMs = walls.at(-1) ?? startMs;
  return {
    timeline: timeline.id,
    target: captureTarget,
    entries: entriesAt.flat(),
    elapsedMs: lastMs - startMs,
    timersFired: 0,
  };

  function at({ device, client }: Step, step: number) {
    const wallMs = walls[step] ?? startMs;
    return { step, device, client, elapsedMs: wallMs - startMs, wallMs };
  }
}

/** The attempts that each request carries, by its position, in the order in which they stand in it. */
function attemptsOf(messages: PlayedCase['messages']): Map<number, (Attempt & { readonly step: number })[]> {
  const carried = new Map<number, (Attempt & { readonly step: number })[]>();
  for (const [step, { attempts }] of messages) {
    for (const attempt of attempts) {
      carried.set(attempt.request, [...(carried.get(attempt.request) ?? []), { ...attempt, step }]);
    }
  }
  for (const attempts of carried.values()) attempts.sort((one, other) => one.position - other.position);
  return carried;
}

/** The wall clock of the device at each step. */
function wallsOf(steps: readonly Step[], messages: PlayedCase['messages']): number[] {
  const dated = [...messages.keys()].sort((one, other) => one - other);
  const elapsedMs = elapsedAtEach(steps);
  const elapsedAt = (step: number): number => elapsedMs[step] ?? 0;
  const [first = 0] = dated;
  let before = { step: 0, wallMs: (messages.get(first)?.atMs ?? 0) - elapsedAt(first) };
  let later = 0;
  return steps.map((_, index) => {
    const ownMs = messages.get(index)?.atMs;
    if (ownMs !== undefined) {
      before = { step: index, wallMs: ownMs };
      return ownMs;
    }
    while ((dated[later] ?? steps.length) <= index) later += 1;
    const nextMs = messages.get(dated[later] ?? -1)?.atMs;
    const writtenMs = before.wallMs + elapsedAt(index) - elapsedAt(before.step);
    return Math.min(writtenMs, nextMs ?? writtenMs);
  });
}
