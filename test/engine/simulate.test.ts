import { describe, expect, test } from 'vitest';
import { rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import { type LoadConfig, messageTypes, type StepAction } from '../../src/record/timeline.js';
import { loadPolicy } from '../../src/spec/policies.js';
import {
  contextOf,
  endSession,
  getSessionId,
  identify,
  load,
  messagesOf,
  on,
  play,
  policyWith,
  reload,
  reset,
  returnsOf,
  sessionsOf,
  startMs,
  startSession,
  timelineOf,
  timeoutMs,
  track,
  wait,
  web,
} from './timelines.js';

const stored = (type: NonNullable<LoadConfig['storage']>['type']): StepAction =>
  load({ sessions: { timeout: timeoutMs }, storage: { ...(type === undefined ? {} : { type }) } });
const navigate: StepAction = { kind: 'navigate', url: 'https://shop.example/?utm_source=mail' };
const restart: StepAction = { kind: 'restart' };
const close: StepAction = { kind: 'close' };

describe('the trace', () => {
  test('has each step, then what it caused, each with its times', () => {
    const { entries, ...rest } = play([load(), wait(1_000), track, getSessionId]);
    expect(rest).toEqual({ timeline: 'test', target: 'engine', elapsedMs: 1_000, timersFired: 0 });
    expect(entries.map(({ kind, step, elapsedMs, wallMs }) => [kind, step, elapsedMs, wallMs - startMs])).toEqual([
      ['step', 0, 0, 0],
      ['step', 1, 0, 0],
      ['step', 2, 1_000, 1_000],
      ['request', 2, 1_000, 1_000],
      ['message', 2, 1_000, 1_000],
      ['step', 3, 1_000, 1_000],
      ['return', 3, 1_000, 1_000],
    ]);
    expect(entries.filter(({ kind }) => kind === 'request')).toMatchObject([
      { request: 0, method: 'POST', url: 'https://dataplane.example/v1/track', status: 200 },
    ]);
  });

  test('numbers messages and requests, and gives every message an id of its own', () => {
    const messages = messagesOf(
      play([load(), track, track, on('tab2', load(), 'device2'), on('tab2', track, 'device2')]),
    );
    expect(messages.map(({ message, request }) => [message, request])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
    ]);
    expect(new Set(messages.map(({ body }) => body.messageId)).size).toBe(3);
    expect(messages.map(({ body }) => body.anonymousId)).toEqual(['device1-1', 'device1-1', 'device2-1']);
  });

  test('has a warning for a configuration that deserves one', () => {
    const logs = play([load({ sessions: { timeout: -1 } })]).entries.filter(({ kind }) => kind === 'log');
    expect(logs).toMatchObject([{ level: 'warn', text: 'the timeout is not a whole number of milliseconds', step: 0 }]);
    const later = play([load(), { kind: 'reload', config: { sessions: { timeout: -1 } } }]).entries;
    expect(later.filter(({ kind }) => kind === 'log')).toMatchObject([{ level: 'warn', step: 1 }]);
  });

  test('is the same every time', () => {
    const steps = [load(), track, wait(timeoutMs + 1), identify('ada'), reset, track];
    expect(play(steps)).toEqual(play(steps));
  });
});

test.each(messageTypes)('%s is a message of its session, and is activity', (type) => {
  const event: StepAction = { kind: 'event', type, name: 'ada' };
  const trace = play([load(), wait(timeoutMs), event, wait(timeoutMs), track]);
  expect(sessionsOf(trace)).toEqual(['+0*', '+0']);
  expect(messagesOf(trace)[0]?.body.type).toBe(type);
});

describe('time', () => {
  test('at exactly the timeout the policy’s boundary decides', () => {
    const steps = [load(), track, wait(timeoutMs), track];
    expect(sessionsOf(play(steps))).toEqual(['+0*', '+0']);
    expect(sessionsOf(play(steps, policyWith({ boundary: 'inclusive' })))).toEqual(['+0*', `+${timeoutMs}*`]);
  });

  test('time asleep is inactivity', () => {
    const asleep: StepAction = { kind: 'sleep', durationMs: timeoutMs };
    expect(sessionsOf(play([load(), track, asleep, track, asleep, wait(1), track]))).toEqual([
      '+0*',
      '+0',
      `+${2 * timeoutMs + 1}*`,
    ]);
  });

  test('setting a clock moves that device only, and is no passing of time', () => {
    const set: StepAction = { kind: 'setClock', byMs: timeoutMs + 1 };
    const trace = play([
      load(),
      track,
      on('app', load(), 'phone'),
      on('app', track, 'phone'),
      set,
      track,
      on('app', track, 'phone'),
    ]);
    expect(sessionsOf(trace)).toEqual(['+0*', '+0*', `+${timeoutMs + 1}*`, '+0']);
    expect(trace.elapsedMs).toBe(0);
  });

  test('a clock set back counts inactivity from the next event', () => {
    const back: StepAction = { kind: 'setClock', byMs: -10 * timeoutMs };
    const steps = [load(), track, back, track, wait(timeoutMs), track, wait(timeoutMs + 1), track];
    expect(sessionsOf(play(steps))).toEqual(['+0*', '+0', '+0', `+${-8 * timeoutMs + 1}*`]);
  });
});

describe('lifecycle', () => {
  test.each([
    ['cookieStorage', '+0', '+0'],
    ['localStorage', '+0', '+0'],
    ['sessionStorage', '+0', '+7*'],
    ['memoryStorage', '+7*', '+7*'],
    ['none', 'none', 'none'],
  ] as const)(
    'under %s an event 7 ms later is in %s after a reload and in %s after a restart',
    (type, reloaded, restarted) => {
      const eventAfter = (action: StepAction) => sessionsOf(play([stored(type), track, wait(7), action, track]))[1];
      expect(eventAfter(reload)).toBe(reloaded);
      expect(eventAfter(navigate)).toBe(reloaded);
      expect(eventAfter(restart)).toBe(restarted);
    },
  );

  test('a page that was closed and is loaded again goes on, except in the storage of the tab', () => {
    expect(sessionsOf(play([load(), track, close, wait(7), load(), track]))).toEqual(['+0*', '+0']);
    const tab = stored('sessionStorage');
    expect(sessionsOf(play([tab, track, close, wait(7), tab, track]))).toEqual(['+0*', '+7*']);
  });

  test('a reload has the last configuration unless it brings its own', () => {
    const shorter = { sessions: { timeout: 20_000 } };
    const idsAfter = (again: StepAction) => sessionsOf(play([load(), again, track, wait(timeoutMs), track]));
    expect(idsAfter(reload)).toEqual(['+0*', '+0']);
    expect(idsAfter({ kind: 'reload', config: shorter })).toEqual(['+0*', `+${timeoutMs}*`]);
  });

  test('another page has its own address and campaign', () => {
    const open: StepAction = { kind: 'open', url: 'https://shop.example/start' };
    const contexts = messagesOf(play([open, load(), track, navigate, track])).map(({ body }) => contextOf(body));
    expect(contexts).toMatchObject([
      { page: { path: '/start' }, campaign: {} },
      { page: { path: '/' }, campaign: { source: 'mail' } },
    ]);
  });

  test('loading twice on one page changes nothing', () => {
    const again = load({ sessions: { autoTrack: false } });
    expect(sessionsOf(play([load(), again, track]))).toEqual(['+0*']);
  });

  test('closing the browser closes its other tabs as well', () => {
    const steps = [load(), on('tab2', load()), restart, on('tab2', track)];
    expect(() => play(steps)).toThrow('step 3 calls event before the SDK was loaded');
  });

  test('a pending marker survives the page', () => {
    expect(sessionsOf(play([load(), reload, track]))).toEqual(['+0*']);
  });
});

describe('tabs', () => {
  test('share a session, its activity and its marker', () => {
    const steps = [
      load(),
      on('tab2', load()),
      on('tab2', track),
      wait(timeoutMs),
      track,
      wait(timeoutMs),
      on('tab2', track),
    ];
    expect(sessionsOf(play(steps))).toEqual(['+0*', '+0', '+0']);
  });

  test('have a session each in the storage of the tab', () => {
    const tab = stored('sessionStorage');
    expect(sessionsOf(play([tab, track, wait(7), on('tab2', tab), on('tab2', track)]))).toEqual(['+0*', '+7*']);
  });
});

test('calls reach the tracker', () => {
  const steps = [
    load(),
    wait(1),
    startSession,
    getSessionId,
    track,
    wait(1),
    reset,
    track,
    endSession,
    track,
    getSessionId,
  ];
  const trace = play(steps);
  expect(sessionsOf(trace)).toEqual(['+1*', '+2*', 'none']);
  expect(returnsOf(trace)).toEqual([startMs + 1, null]);
  const byCaller = play([load(), { kind: 'startSession', sessionId: 1_234_567_890 }, track]);
  expect(messagesOf(byCaller).map(({ body }) => contextOf(body).sessionId)).toEqual([1_234_567_890]);
});

test('an identify of another user belongs to the new session already', () => {
  const trace = play([load(), identify('ada'), wait(5), identify('grace')]);
  expect(sessionsOf(trace)).toEqual(['+0*', '+5*']);
  expect(messagesOf(trace).map(({ body }) => body.userId)).toEqual(['ada', 'grace']);
});

test('a reset with a new anonymous id shows on the wire', () => {
  const trace = play([load(), track, { kind: 'reset', anonymousId: true }, track]);
  expect(messagesOf(trace).map(({ body }) => body.anonymousId)).toEqual(['device1-1', 'device1-2']);
});

test('session fields of the caller are dropped, unless the rules let them win', () => {
  const context = { sessionId: 1, sessionStart: true, locale: 'de' };
  const timeline = timelineOf([load(), track, { kind: 'event', type: 'track', context }]);
  const rules = rulesFor(web, '2026-11');
  const last = (callerContext: 'overridden' | 'wins') =>
    contextOf(messagesOf(simulate(timeline, web, { ...rules, callerContext }))[1]?.body ?? {});
  expect(last('overridden')).toMatchObject({ sessionId: startMs, locale: 'de' });
  expect(last('overridden')).not.toHaveProperty('sessionStart');
  expect(last('wins')).toMatchObject(context);
});

test('a call before the SDK was loaded is a fault of the timeline, and is named', () => {
  expect(() => play([track])).toThrow('step 0 calls event before the SDK was loaded');
});

test('an application sends all messages to one address', () => {
  const trace = play([load(), track, identify('ada')], loadPolicy('rudderstack-ios'));
  const requests = trace.entries.flatMap((entry) => (entry.kind === 'request' ? [entry.url] : []));
  expect(requests).toEqual(Array(2).fill('https://dataplane.example/v1/batch'));
  expect(messagesOf(trace).map(({ body }) => body.channel)).toEqual(['mobile', 'mobile']);
});

describe('a message that is held until the user consents', () => {
  const steps = [
    load({ sessions: { timeout: timeoutMs }, preConsent: { storage: 'session', delivery: 'buffer' } }),
    track,
    wait(timeoutMs + 1),
    { kind: 'consent' },
  ] as const;
  const stampedBy = (stampedAt: 'call' | 'delivery') =>
    sessionsOf(simulate(timelineOf(steps), web, { ...rulesFor(web, '2026-11'), stampedAt }));

  test('has the session of its call', () => {
    expect(stampedBy('call')).toEqual(['+0*']);
  });

  test('has that of its delivery where the rules are faulty', () => {
    expect(stampedBy('delivery')).toEqual([`+${timeoutMs + 1}*`]);
  });
});

test('an end may be reported, where the rules are faulty', () => {
  const rules = { ...rulesFor(web, '2026-11'), reportsEnd: true };
  const trace = simulate(timelineOf([load(), track, endSession]), web, rules);
  expect(messagesOf(trace).map(({ body }) => body.event)).toEqual(['Product Viewed', 'Session Ended']);
});
