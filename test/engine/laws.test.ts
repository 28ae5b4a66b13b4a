import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import type { LoadConfig, Step, Timeline } from '../../src/record/timeline.js';
import type { Trace } from '../../src/record/trace.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { type Domain, timelines } from './timeline-arbitrary.js';
import {
  contextOf,
  getSessionId,
  messagesOf,
  type Observed,
  observe,
  policyWith,
  returnsOf,
  timeoutMs,
  track,
  wait,
  web,
} from './timelines.js';

const numRuns = 150;

function holds(domain: Domain, law: (timeline: Timeline) => void): void {
  fc.assert(fc.property(timelines(domain), law), { numRuns });
}

/** The sessions that messages belong to, as texts; the same id on two devices is two sessions. */
const sessionsIn = (trace: Trace): Set<string> =>
  new Set(observe(trace).flatMap(({ device, id }) => (id === undefined ? [] : [`${device}/${id}`])));

function groupBySession(observed: readonly Observed[]): Observed[][] {
  const groups = new Map<string, Observed[]>();
  for (const one of observed) {
    if (one.id === undefined) continue;
    const key = `${one.device}/${one.id}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** What a device sent, without the numbers by which a trace counts the messages of all its devices. */
const sentBy = (trace: Trace, device: string): unknown[] =>
  messagesOf(trace)
    .filter((entry) => entry.device === device)
    .map(({ client, elapsedMs, wallMs, body: { messageId: _id, ...body } }) => ({ client, elapsedMs, wallMs, body }));

describe.each([
  ['2022-12', 'announcement-web', loadPolicy('announcement-web')],
  ['2026-11', 'rudderstack-web', web],
  ['2026-11', 'ids in seconds', policyWith({ idUnit: 'seconds' })],
])('edition %s, policy %s', (edition, _name, policy) => {
  const unitMs = policy.values.idUnit === 'seconds' ? 1_000 : 1;
  const run = (timeline: Timeline): Trace => simulate(timeline, policy, rulesFor(policy, edition));

  test('every event is one message, in the order of calls', () => {
    holds({ devices: 2, setClock: true }, (timeline) => {
      const calls = timeline.steps.flatMap(({ action }, step) => (action.kind === 'event' ? [step] : []));
      expect(observe(run(timeline)).map(({ step }) => step)).toEqual(calls);
    });
  });

  test('whatever happens to storage, every event is one message, with sessions as they must be', () => {
    holds({ devices: 2, storage: true }, (timeline) => {
      const trace = run(timeline);
      const calls = timeline.steps.flatMap(({ action }, step) => (action.kind === 'event' ? [step] : []));
      expect(observe(trace).map(({ step }) => step)).toEqual(calls);
      for (const messages of groupBySession(observe(trace))) {
        expect(messages.map(({ start }) => start === true)).toEqual(messages.map((_, index) => index === 0));
      }
    });
  });

  test('ids are integers, a start marker is true and implies an id', () => {
    holds({ devices: 2, setClock: true }, (timeline) => {
      for (const { id, start } of observe(run(timeline))) {
        expect(id === undefined || Number.isInteger(id)).toBe(true);
        expect(start === undefined || (start === true && id !== undefined)).toBe(true);
      }
    });
  });

  test('a session that is observed has exactly one marker, on its first message in the order of calls', () => {
    holds({ devices: 2, setClock: true }, (timeline) => {
      for (const messages of groupBySession(observe(run(timeline)))) {
        expect(messages.map(({ start }) => start === true)).toEqual(messages.map((_, index) => index === 0));
      }
    });
  });

  test('as long as no clock is set and the caller gives no ids, the ids of a device never decrease', () => {
    holds({ devices: 2 }, (timeline) => {
      for (const device of ['device1', 'device2']) {
        const ids = observe(run(timeline)).flatMap((one) => (one.device === device ? [Number(one.id ?? 0)] : []));
        const present = ids.filter((id) => id > 0);
        expect(present).toEqual([...present].sort((left, right) => left - right));
      }
    });
  });

  test('two sessions of one device never share an id, observed or not, in a storage that outlives the page', () => {
    holds({ setClock: true }, (timeline) => {
      const rules = rulesFor(policy, edition);
      const issued: number[] = [];
      simulate(timeline, policy, {
        ...rules,
        nextId(nowMs, issuedIds) {
          const id = rules.nextId(nowMs, issuedIds);
          issued.push(id);
          return id;
        },
      });
      expect(new Set(issued).size).toBe(issued.length);
    });
  });

  test('beginning the timeline later shifts every id and every time by as much, in whole units of the id', () => {
    const shifts = fc.integer({ min: -10_000_000, max: 10_000_000 });
    const property = fc.property(timelines({ devices: 2, setClock: true }), shifts, (timeline, shift) => {
      const shiftMs = shift * unitMs;
      const shifted = run({ ...timeline, startMs: timeline.startMs + shiftMs });
      const expected = run(timeline);
      const times = (trace: Trace, byMs: number) =>
        messagesOf(trace).map(({ wallMs, body }) => [wallMs + byMs, Date.parse(String(body.originalTimestamp)) + byMs]);
      expect(times(shifted, 0)).toEqual(times(expected, shiftMs));
      const sessions = (trace: Trace, by: number) =>
        observe(trace).map(({ id, start }) => [id === undefined ? id : Number(id) + by, start]);
      expect(sessions(shifted, 0)).toEqual(sessions(expected, shift));
      const returned = (trace: Trace, by: number) => returnsOf(trace).map((id) => (id === null ? id : Number(id) + by));
      expect(returned(shifted, 0)).toEqual(returned(expected, shift));
      expect(shifted.elapsedMs).toBe(expected.elapsedMs);
    });
    fc.assert(property, { numRuns });
  });

  // Without a cut-off and with clocks that nobody sets: a set clock may hide inactivity.
  test('one more event inside a live session never adds a session', () => {
    let inserted = 0;
    const choices = fc.tuple(fc.nat(), fc.integer({ min: 0, max: timeoutMs - 1 }));
    const property = fc.property(timelines({ devices: 2 }), choices, (timeline, [choice, afterMs]) => {
      const trace = run(timeline);
      const live = observe(trace).filter(({ id }) => id !== undefined);
      const after = live[choice % Math.max(1, live.length)]?.step;
      if (after === undefined) return;
      inserted += 1;
      const more = run({ ...timeline, steps: withEventAfter(timeline.steps, after, afterMs) });
      expect(observe(more)).toHaveLength(observe(trace).length + 1);
      expect(sessionsIn(more).size).toBeLessThanOrEqual(sessionsIn(trace).size);
    });
    fc.assert(property, { numRuns: 2 * numRuns });
    // Otherwise the law would have been tested on hardly anything.
    expect(inserted).toBeGreaterThan(numRuns);
  });

  test('a longer timeout never adds a session', () => {
    const limits = fc.constantFrom(1, timeoutMs - 1, timeoutMs, timeoutMs + 1, 2 * timeoutMs);
    const property = fc.property(timelines({ devices: 2 }), limits, limits, (timeline, one, other) => {
      const count = (limitMs: number) => sessionsIn(run(withTimeout(timeline, limitMs))).size;
      expect(count(Math.max(one, other))).toBeLessThanOrEqual(count(Math.min(one, other)));
    });
    fc.assert(property, { numRuns: 2 * numRuns });
  });

  test('two devices interleaved send what each of them sends alone', () => {
    holds({ devices: 2, setClock: true }, (timeline) => {
      const together = run(timeline);
      for (const device of ['device1', 'device2']) {
        // Time passes for both, so moves of time stay; everything else of the other device goes.
        const steps = timeline.steps.flatMap((step) => {
          if (step.device === device) return [step];
          return step.action.kind === 'wait' || step.action.kind === 'sleep' ? [{ ...step, device }] : [];
        });
        expect(sentBy(together, device)).toEqual(sentBy(run({ ...timeline, steps }), device));
      }
    });
  });

  test('a wait or a sleep in two parts is the same as in one', () => {
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    const property = fc.property(timelines({ devices: 2, setClock: true }), shares, (timeline, share) => {
      const steps = timeline.steps.flatMap((step): Step[] => {
        const { action } = step;
        if (action.kind !== 'wait' && action.kind !== 'sleep') return [step];
        const firstMs = Math.floor(action.durationMs * share);
        const parts = [firstMs, action.durationMs - firstMs];
        return parts.map((durationMs) => ({ ...step, action: { ...action, durationMs } }));
      });
      const parted = run({ ...timeline, steps });
      const whole = run(timeline);
      for (const device of ['device1', 'device2']) expect(sentBy(parted, device)).toEqual(sentBy(whole, device));
      expect(returnsOf(parted)).toEqual(returnsOf(whole));
      expect(parted.elapsedMs).toBe(whole.elapsedMs);
    });
    fc.assert(property, { numRuns });
  });

  test('reading the session id changes nothing, and returns the id of the next message where it returns one', () => {
    holds({ setClock: true }, (timeline) => {
      const reading = timeline.steps.flatMap((step): Step[] =>
        step.action.kind === 'event' ? [{ ...step, action: getSessionId }, step] : [step],
      );
      const withReads = run({ ...timeline, steps: reading });
      expect(sentBy(withReads, 'device1')).toEqual(sentBy(run(timeline), 'device1'));
      for (const message of messagesOf(withReads)) {
        // An identify may renew the session between the read and its message.
        if (message.body.type === 'identify') continue;
        const read = withReads.entries.find((entry) => entry.kind === 'return' && entry.step === message.step - 1);
        const { sessionId, sessionStart } = contextOf(message.body);
        if (read?.kind === 'return' && read.value !== null) expect(sessionId).toBe(read.value);
        else expect(sessionId === undefined || sessionStart === true).toBe(true);
      }
    });
  });
});

/** The steps with a track on the same client `afterMs` after the one at `index`, or sooner if less time passes there. */
function withEventAfter(steps: readonly Step[], index: number, afterMs: number): Step[] {
  const [event, next] = [steps[index], steps[index + 1]];
  if (event === undefined) throw new Error(`there is no step ${index}`);
  const extra = { ...event, action: track };
  if (next?.action.kind !== 'wait') return [...steps.slice(0, index + 1), extra, ...steps.slice(index + 1)];
  const firstMs = Math.min(afterMs, next.action.durationMs);
  const parted = [
    { ...next, action: wait(firstMs) },
    extra,
    { ...next, action: wait(next.action.durationMs - firstMs) },
  ];
  return [...steps.slice(0, index + 1), ...parted, ...steps.slice(index + 2)];
}

/** The same timeline with another timeout in every load. */
function withTimeout(timeline: Timeline, timeout: number): Timeline {
  const config: LoadConfig = { sessions: { timeout } };
  const steps = timeline.steps.map(
    (step): Step => (step.action.kind === 'load' ? { ...step, action: { kind: 'load', config } } : step),
  );
  return { ...timeline, steps };
}
