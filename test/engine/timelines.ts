import { rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import type { JsonObject, LoadConfig, Step, StepAction, Timeline } from '../../src/record/timeline.js';
import type { MessageEntry, Trace } from '../../src/record/trace.js';
import { loadPolicy, type Policy, type PolicyValues } from '../../src/spec/policies.js';

/** Timelines written by hand or generated, and what the engine makes of them, for the tests of the engine. */

export const startMs = Date.parse('2026-03-02T09:00:00.000Z');

/** Short enough that a month is never needed, long enough to be a timeout that nobody warns of. */
export const timeoutMs = 60_000;

export const web: Policy = loadPolicy('rudderstack-web');

/** Today's web policy with some values changed. */
export function policyWith(values: Partial<PolicyValues>): Policy {
  return { ...web, values: { ...web.values, ...values } };
}

export const load = (config: LoadConfig = { sessions: { timeout: timeoutMs } }): StepAction => ({
  kind: 'load',
  config,
});
export const track: StepAction = { kind: 'event', type: 'track', name: 'Product Viewed' };
export const identify = (name: string): StepAction => ({ kind: 'event', type: 'identify', name });
export const wait = (durationMs: number): StepAction => ({ kind: 'wait', durationMs });
export const reset: StepAction = { kind: 'reset' };
export const reload: StepAction = { kind: 'reload' };
export const startSession: StepAction = { kind: 'startSession' };
export const endSession: StepAction = { kind: 'endSession' };
export const getSessionId: StepAction = { kind: 'getSessionId' };

export function on(client: string, action: StepAction, device = 'device1'): Step {
  return { device, client, action };
}

/** A timeline of one tab, or of the steps that name their own. */
export function timelineOf(steps: readonly (StepAction | Step)[], beginMs = startMs): Timeline {
  return { id: 'test', startMs: beginMs, steps: steps.map((step) => ('action' in step ? step : on('tab1', step))) };
}

export function play(steps: readonly (StepAction | Step)[], policy: Policy = web, edition = '2026-11'): Trace {
  return simulate(timelineOf(steps), policy, rulesFor(policy, edition));
}

/** The session fields of one message, with where and when it was sent. */
export interface Observed {
  readonly step: number;
  readonly device: string;
  readonly wallMs: number;
  readonly id: unknown;
  readonly start: unknown;
}

export function observe(trace: Trace): Observed[] {
  return messagesOf(trace).map(({ step, device, wallMs, body }) => {
    const context = contextOf(body);
    return { step, device, wallMs, id: context.sessionId, start: context.sessionStart };
  });
}

export function messagesOf(trace: Trace): MessageEntry[] {
  return trace.entries.filter((entry) => entry.kind === 'message');
}

export function contextOf(body: JsonObject): JsonObject {
  // The engine's messages always have a context, and it is always an object.
  return body.context as JsonObject;
}

/** A message as `+milliseconds since the start`, with `*` for the start marker, or `none`. */
export function sessionsOf(trace: Trace): string[] {
  return observe(trace).map(({ id, start }) =>
    id === undefined ? 'none' : `+${Number(id) - startMs}${start === true ? '*' : ''}`,
  );
}

/** What `getSessionId` returned, in order. */
export function returnsOf(trace: Trace): unknown[] {
  return trace.entries.flatMap((entry) => (entry.kind === 'return' ? [entry.value] : []));
}
