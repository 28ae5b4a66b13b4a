import { describe, expect, test } from 'vitest';
import { eventAt, observe } from '../../src/judge/observation.js';
import type { StepAction } from '../../src/record/timeline.js';
import {
  attempted,
  caseOf,
  doubleMessage,
  dropMessage,
  event,
  load,
  observationOf,
  on,
  startMs,
  swapMessages,
  traceOf,
  track,
  wait,
  withBody,
  withSessionField,
} from './fixture.js';

function claims(scenario: ReturnType<typeof caseOf>, trace = traceOf(scenario)) {
  return observationOf(scenario, trace).events.map(({ step, message }) => [step, message?.message]);
}

describe('observe', () => {
  test('is of this trace and this timeline, whatever was asked for before', () => {
    const [one, other] = [caseOf([load, track('one')]), caseOf([load, track('one'), track('two')])];
    const [traceOfOne, traceOfOther] = [traceOf(one), traceOf(other)];
    for (const _ of [1, 2]) {
      expect(observe(traceOfOne, one.timeline).events).toHaveLength(1);
      expect(observe(traceOfOther, other.timeline).events).toHaveLength(2);
      expect(observe(traceOfOther, one.timeline).timeline).toBe(one.timeline);
      expect(observe(traceOf(one), one.timeline).trace).not.toBe(traceOfOne);
    }
    expect(observe(traceOfOne, one.timeline)).toBe(observe(traceOfOne, one.timeline));
  });

  test('reads calls, clocks, returned values and logs', () => {
    const scenario = caseOf([
      { kind: 'load', config: { sessions: { timeout: 1 } } },
      wait(10),
      track('one'),
      { kind: 'getSessionId' },
    ]);
    const observation = observationOf(scenario);
    expect(observation.events).toMatchObject([
      { step: 2, device: 'device1', client: 'tab1', wallMs: startMs + 10, call: { type: 'track', name: 'one' } },
    ]);
    expect(observation.returns.get(3)?.value).toBe(startMs + 10);
    expect(observation.logs.map(({ step, level }) => [step, level])).toEqual([[0, 'warn']]);
    expect([...observation.wallMsAt]).toEqual([
      [0, startMs],
      [1, startMs],
      [2, startMs + 10],
      [3, startMs + 10],
    ]);
    expect(observation.unclaimed).toEqual([]);
  });

  test('of two calls that say the same, the one whose page was left is the one without a message', () => {
    const held = { kind: 'load', config: { preConsent: { storage: 'none', delivery: 'buffer' } } } as const;
    const scenario = caseOf([held, track('one'), { kind: 'reload', config: {} }, track('one')]);
    expect(claims(scenario)).toEqual([
      [1, undefined],
      [3, 0],
    ]);
  });

  test('of two that had no time, the one that was held back for consent until its page was left', () => {
    const held = { kind: 'load', config: { preConsent: { storage: 'session', delivery: 'buffer' } } } as const;
    const reload = { kind: 'reload' } as const;
    const scenario = caseOf([held, track('one'), reload, track('one'), { kind: 'consent' }, reload]);
    expect(claims(scenario)).toEqual([
      [1, undefined],
      [3, 0],
    ]);
  });

  test('session fields are read from the wire, whatever their type', () => {
    const scenario = caseOf([load, track('one')]);
    const odd = withSessionField(withSessionField(traceOf(scenario), 0, 'sessionId', '7'), 0, 'sessionStart', null);
    expect(observationOf(scenario, odd).events[0]).toMatchObject({ sessionId: '7', sessionStart: null });
    const stripped = withSessionField(traceOf(scenario), 0, 'sessionId', undefined);
    expect(observationOf(scenario, stripped).events[0]).not.toHaveProperty('sessionId');
  });

  test('keeps what the SDK threw at the caller', () => {
    const scenario = caseOf([load, track('one')]);
    const trace = traceOf(scenario);
    const entries = trace.entries.map((entry) =>
      entry.kind === 'step' && entry.step === 1 ? { ...entry, threw: 'not ready' } : entry,
    );
    expect(observationOf(scenario, { ...trace, entries }).events[0]?.threw).toBe('not ready');
  });

  test('finds the event of a step', () => {
    const observation = observationOf(caseOf([load, track('one')]));
    expect(eventAt(observation, 1)?.call.name).toBe('one');
    expect(eventAt(observation, 0)).toBeUndefined();
  });
});

describe('pairing calls with messages', () => {
  const same = caseOf([load, track('same'), wait(10), track('same'), wait(10), track('same')]);

  test('a lost message does not shift those after it, for instants tell them apart', () => {
    expect(claims(same, dropMessage(traceOf(same), 0))).toEqual([
      [1, undefined],
      [3, 0],
      [5, 1],
    ]);
  });

  test('messages that overtook each other keep their calls', () => {
    expect(claims(same, swapMessages(traceOf(same), 1, 2))).toEqual([
      [1, 0],
      [3, 2],
      [5, 1],
    ]);
  });

  test('a message that left twice is claimed once', () => {
    const { unclaimed } = observationOf(same, doubleMessage(traceOf(same), 1));
    expect(unclaimed.map(({ message }) => message)).toEqual([2]);
  });

  test('without a usable instant the order decides', () => {
    const undated = withBody(traceOf(same), 0, (body) => ({ ...body, originalTimestamp: 'yesterday' }));
    expect(claims(same, undated)).toEqual([
      [1, 0],
      [3, 1],
      [5, 2],
    ]);
  });

  test('type and name tell calls of one instant apart', () => {
    const scenario = caseOf([load, track('one'), event('page', 'one'), track('two')]);
    expect(claims(scenario, dropMessage(traceOf(scenario), 0))).toEqual([
      [1, undefined],
      [2, 0],
      [3, 1],
    ]);
  });

  test('a call without a name takes the name that the SDK fills in', () => {
    const anonymous: StepAction = { kind: 'event', type: 'identify' };
    const scenario = caseOf([load, event('identify', 'visitor-1'), anonymous]);
    expect(claims(scenario)).toEqual([
      [1, 0],
      [2, 1],
    ]);
  });

  test('no message is claimed by a call that comes after it, nor by one of another device', () => {
    const scenario = caseOf([load, on('tab1', load, 'device2'), track('one'), on('tab1', track('one'), 'device2')]);
    expect(claims(scenario, dropMessage(traceOf(scenario), 0))).toEqual([
      [2, undefined],
      [3, 0],
    ]);
    const later = caseOf([load, track('same'), wait(10), track('same')]);
    const early = dropMessage(doubleMessage(traceOf(later), 0), 2);
    expect(claims(later, early)).toEqual([
      [1, 0],
      [3, undefined],
    ]);
    expect(observationOf(later, early).unclaimed.map(({ message }) => message)).toEqual([1]);
  });

  test('each tab claims its own message of one instant', () => {
    const tabs = caseOf([load, on('tab2', load), track('one'), on('tab2', track('one'))]);
    const { events } = observationOf(tabs, swapMessages(traceOf(tabs), 0, 1));
    expect(events.map(({ client, message }) => [client, message?.client, message?.message])).toEqual([
      ['tab1', 'tab2', 1],
      ['tab2', 'tab2', 0],
    ]);
  });
});

describe('a message that has to be sent again', () => {
  const scenario = caseOf([load, track('one'), wait(10), track('two')]);
  const trace = traceOf(scenario);

  test('is delivered in the request that was accepted, and every attempt is one of the same event', () => {
    const observed = observationOf(scenario, attempted(trace, new Map([[0, [500, 0, 200]]])));
    const [first, second] = observed.events;
    expect(first?.message?.message).toBe(3);
    expect(first?.attempts.map(({ message }) => message)).toEqual([0, 2, 3]);
    expect(first).toMatchObject({ sessionId: startMs, sessionStart: true });
    expect(second?.attempts).toHaveLength(1);
    expect(observed.messages).toHaveLength(2);
    expect(observed.unclaimed).toEqual([]);
  });

  test('and never is accepted has no session fields, but its attempts are known', () => {
    const observed = observationOf(scenario, attempted(trace, new Map([[0, [500, 0]]])));
    expect(observed.events[0]).not.toHaveProperty('message');
    expect(observed.events[0]).not.toHaveProperty('sessionId');
    expect(observed.events[0]?.attempts).toHaveLength(2);
    expect(observed.messages).toHaveLength(1);
  });

  test('and is accepted twice was sent once too often', () => {
    const observed = observationOf(scenario, attempted(trace, new Map([[0, [200, 200]]])));
    expect(observed.events[0]?.attempts).toHaveLength(1);
    expect(observed.unclaimed.map(({ message }) => message)).toEqual([2]);
  });

  test('under another id is another message', () => {
    const renamed = attempted(trace, new Map([[0, [500, 200]]]), (body) => ({ ...body, messageId: 'another' }));
    const observed = observationOf(scenario, renamed);
    expect(observed.events[0]).not.toHaveProperty('message');
    expect(observed.unclaimed).toHaveLength(1);
  });

  test('without an id is not taken for a repetition', () => {
    const nameless = attempted(trace, new Map([[0, [500, 200]]]), ({ messageId: _id, ...body }) => body);
    expect(observationOf(scenario, nameless).events[0]?.attempts).toHaveLength(1);
  });
});

test('of calls that had no time, one without a name leaves the message to the one whose name it carries', () => {
  const held = { kind: 'load', config: { preConsent: { storage: 'session', delivery: 'buffer' } } } as const;
  const identify = { kind: 'event', type: 'identify' } as const;
  const reload = { kind: 'reload' } as const;
  const scenario = caseOf([held, identify, reload, { ...identify, name: 'user-1' }, { kind: 'consent' }, reload]);
  const { events } = observationOf(scenario);
  expect(events.map(({ step, message }) => [step, message?.body.userId])).toEqual([
    [1, undefined],
    [3, 'user-1'],
  ]);
});
