import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject, StepAction, Timeline } from '../../../src/record/timeline.js';
import { assign } from '../../../src/suite/capture/assign.js';
import type { CapturedMessage } from '../../../src/suite/capture/captured-messages.js';
import { load, phoneStartMs, track, wait } from './phone.js';

function timeline(...actions: StepAction[]): Timeline {
  return { id: 'x', startMs: 0, steps: actions.map((action) => ({ device: 'device1', client: 'app', action })) };
}

function message(atMs: number, body: JsonObject): CapturedMessage {
  return { attempts: [{ request: 0, position: 0, body, isAccepted: true }], body, atMs: phoneStartMs + atMs };
}

const tracked = (atMs: number, event: string) => message(atMs, { type: 'track', event });
const identified = (atMs: number, userId: string) => message(atMs, { type: 'identify', userId });

/** Number of the step to when its message is dated; and when those are that are left. */
function assigned(of: Timeline, ...messages: CapturedMessage[]) {
  const { messages: found, left } = assign(of, messages);
  const atOf = ({ atMs = 0 }: CapturedMessage): number => atMs - phoneStartMs;
  return {
    steps: Object.fromEntries([...found].map(([step, each]) => [step, atOf(each)])),
    left: left.map(atOf),
  };
}

describe('calls become messages', () => {
  test('of their type and name, in their order', () => {
    const of = timeline(load, track('A'), track('B'), wait(60_000), track('A'));
    expect(assigned(of, tracked(0, 'A'), tracked(5, 'B'), tracked(90_000, 'A'))).toEqual({
      steps: { 1: 0, 2: 5, 4: 90_000 },
      left: [],
    });
  });

  test('that are closest in time where one is missing, wherever that is', () => {
    const of = timeline(track('A'), wait(60_000), track('A'), wait(60_000), track('A'));
    expect(assigned(of, tracked(0, 'A'), tracked(121_000, 'A'))).toEqual({ steps: { 0: 0, 4: 121_000 }, left: [] });
    expect(assigned(of, tracked(0, 'A'), tracked(61_000, 'A'))).toEqual({ steps: { 0: 0, 2: 61_000 }, left: [] });
  });

  test('that are closest in time where there is one too many', () => {
    const of = timeline(track('A'), wait(60_000), track('A'));
    expect(assigned(of, tracked(0, 'A'), tracked(3_000, 'A'), tracked(61_000, 'A'))).toEqual({
      steps: { 0: 0, 2: 61_000 },
      left: [3_000],
    });
  });

  test('of any name where the call has none, for the SDK fills in what it knows', () => {
    const of = timeline({ kind: 'event', type: 'identify', name: 'bob' }, { kind: 'event', type: 'identify' });
    expect(assigned(of, identified(0, 'bob'), identified(9, 'bob'))).toEqual({ steps: { 0: 0, 1: 9 }, left: [] });
    expect(assigned(of, identified(0, 'eve'), identified(9, 'bob'))).toEqual({ steps: { 1: 0 }, left: [9] });
  });

  test('and no others: those of another name or type are left', () => {
    const of = timeline(track('A'));
    expect(assigned(of, tracked(0, 'B'), message(1, { type: 'page', name: 'A' }), message(2, {}))).toEqual({
      steps: {},
      left: [0, 1, 2],
    });
  });
});

test('as many are paired as can be, in order, and each once', () => {
  const names = fc.array(fc.constantFrom('A', 'B'), { maxLength: 6, size: 'max' });
  fc.assert(
    fc.property(names, names, (calls, sent) => {
      const of = timeline(...calls.flatMap((name) => [track(name), wait(10_000)]));
      const messages = sent.map((name, index) => tracked(index * 7_000, name));
      const { messages: found, left } = assign(of, messages);
      for (const name of ['A', 'B']) {
        const count = (all: readonly string[]): number => all.filter((each) => each === name).length;
        const steps = [...found].filter(([, { body }]) => body.event === name).sort(([one], [other]) => one - other);
        expect(steps).toHaveLength(Math.min(count(calls), count(sent)));
        const instants = steps.map(([, { atMs = 0 }]) => atMs);
        expect(instants).toEqual([...new Set(instants)].sort((one, other) => one - other));
      }
      expect(left.length + found.size).toBe(messages.length);
    }),
  );
});
