import { describe, expect, test } from 'vitest';
import type { Rules } from '../../../src/engine/rules.js';
import type { Capture } from '../../../src/record/capture.js';
import type { Case } from '../../../src/record/case.js';
import type { JsonObject, StepAction } from '../../../src/record/timeline.js';
import { judgeCapture } from '../../../src/suite/capture/judge-capture.js';
import { exitCodeOf } from '../../../src/suite/tally.js';
import {
  background,
  bench,
  captureOf,
  foreground,
  load,
  phoneStartMs,
  played,
  request,
  rightRules,
  scenarioOf,
  track,
  wait,
} from './phone.js';

const lateReturn = scenarioOf(`
title: A late return opens a new session
requirements: [SES-TIMEOUT-013]
platform: mobile
steps:
  - load
  - track: Product Viewed
    expect: { session: first, start: true }
  - background
  - wait: timeout + 1m
  - foreground
  - track: Cart Viewed
    expect: { session: second, start: true }
  - track: Order Completed
    expect: { session: second, start: absent }
`);

/** What somebody did who took his time. */
function visit({ awayMs = 362_000, ownEvents = false } = {}): StepAction[] {
  const own = (name: string): StepAction[] => (ownEvents ? [track(name)] : []);
  return [
    ...[load, wait(400), ...own('Application Opened'), wait(2_500), track('Product Viewed'), wait(3_100)],
    ...[background, ...own('Application Backgrounded'), wait(awayMs), foreground, wait(80)],
    ...[...own('Application Opened'), wait(2_100), track('Cart Viewed'), wait(1_500), track('Order Completed')],
  ];
}

function judged(capture: Capture | readonly JsonObject[], scenario: Case = lateReturn, toleranceMs = 5_000) {
  const whole = 'requests' in capture ? capture : captureOf(capture);
  const { result, notes } = judgeCapture(whole, scenario, { bench, toleranceMs, asOf: '2026-11-26' });
  const [{ verdicts = [] } = {}] = result.cases;
  return { code: exitCodeOf(result, false), verdicts, notes, target: result.target, faults: result.faults };
}

/** Status, check and step of the verdicts that are neither pass nor skip. */
function failures(...of: Parameters<typeof judged>): (string | number)[][] {
  return judged(...of)
    .verdicts.filter(({ status }) => status !== 'pass' && status !== 'skip')
    .map(({ status, check, step = -1 }) => [status, check, step + 1]);
}

/** Why nothing was judged; fails where something was. */
function reason(...of: Parameters<typeof judged>): string {
  const { code, verdicts } = judged(...of);
  expect([code, verdicts.map(({ status }) => status)]).toEqual([3, ['untestable']]);
  return verdicts[0]?.message ?? '';
}

describe('an SDK that is right', () => {
  test('conforms, whatever its clock shows and however long somebody took', () => {
    expect(judged(played(visit()))).toMatchObject({ code: 0, faults: [] });
    expect(judged(played(visit({ awayMs: 500_000 })))).toMatchObject({ code: 0 });
    expect(judged(played(visit())).notes).toEqual([
      'the timeline was moved to 2026-11-26T07:30:15.245Z, where its first message is dated',
      'every instant may have been missed by 5s',
    ]);
  });

  test('conforms when its own events come first and carry the markers', () => {
    const { code, notes, verdicts } = judged(played(visit({ ownEvents: true })));
    expect(code).toBe(0);
    expect(notes.slice(1)).toEqual([
      'events that the SDK tracked of its own accord, which are numbered among the steps: 3',
      "step 3 need not carry the start marker: an event of the SDK's own came first",
      "step 9 need not carry the start marker: an event of the SDK's own came first",
      'every instant may have been missed by 5s',
    ]);
    expect(verdicts.filter(({ check }) => check === 'expected-start').map(({ step }) => step)).toEqual([9]);
  });

  test('is described as it describes itself', () => {
    expect(judged(played(visit())).target).toMatchObject({
      name: 'capture:lapse-reference',
      version: '1',
      environment: 'device',
      executed: true,
      platform: 'mobile',
    });
  });
});

describe('an SDK that is wrong', () => {
  const wrong: [string, Partial<Rules>, string, number][] = [
    ['never ends a session', { isIdle: () => false }, 'expected-session', 6],
    ['takes the marker for a message of its own', { marksStart: () => false }, 'expected-start', 2],
  ];
  test.each(wrong)('%s', (_name, fault, check, step) => {
    expect(failures(played(visit(), { ...rightRules, ...fault }))).toContainEqual(['fail', check, step]);
    expect(judged(played(visit(), { ...rightRules, ...fault })).code).toBe(1);
  });

  test('is blamed for the marker on its own event as well', () => {
    const messages = played(visit({ ownEvents: true }));
    const unmarked = messages.map((message, index) =>
      index === 3 ? changed(message, { sessionStart: undefined }) : message,
    );
    expect(judged(unmarked).code).toBe(1);
    expect(failures(unmarked)).toEqual([
      ['fail', 'engine-opinion', 8],
      ['fail', 'start-first', 8],
    ]);
  });

  test('is blamed for a message that it sends again in another session', () => {
    const messages = played(visit());
    const [first] = messages;
    const again = first === undefined ? [] : [changed(first, { sessionId: 1_795_000_000 })];
    expect(failures([...messages, ...again])).toEqual([['fail', 'delivery', 7]]);
  });

  test('is blamed for a payload that nobody can read', () => {
    const { requests } = captureOf(played(visit()));
    const broken = { lapseVersion: '', requests: [...requests, request('{"batch":[')] };
    expect(failures(broken)).toEqual([['fail', 'wire-schema', 7]]);
  });
});

describe('deliveries', () => {
  const messages = played(visit());

  test('that repeat an accepted one are nobody’s fault', () => {
    const twice = { lapseVersion: '', requests: [request({ batch: messages }), request({ batch: messages })] };
    expect(judged(twice).code).toBe(0);
    expect(judged(twice).notes[0]).toBe('deliveries that repeat an accepted one, and were set aside: 3');
  });

  test('that were refused first count once they are accepted', () => {
    const refused = request({ batch: messages }, { status: 500 });
    expect(judged({ lapseVersion: '', requests: [refused, request({ batch: messages })] }).code).toBe(0);
    expect(reason({ lapseVersion: '', requests: [refused, refused] })).toBe(
      'the collector accepted no attempt to deliver the track "Product Viewed" of step 2',
    );
  });

  test('in another order than the calls are seen', () => {
    expect(failures([...messages].reverse())).toEqual([['fail', 'delivery', 6]]);
  });

  test('are told from what is asked of the control plane, and from a person who looks', () => {
    const asides = [
      request('', { purpose: 'sourceConfig', method: 'GET', url: '/sourceConfig' }),
      request('', { purpose: 'other', method: 'GET', url: '/' }),
    ];
    expect(judged({ lapseVersion: '', requests: [...asides, ...captureOf(messages).requests] }).code).toBe(0);
  });
});

describe('what a capture does not show is not judged:', () => {
  test('a wait that decides by less than anybody keeps', () => {
    const boundary = scenarioOf(`
title: A return one millisecond beyond the timeout
requirements: [SES-TIMEOUT-013]
platform: mobile
steps:
  - load
  - track: Product Viewed
    expect: { session: first }
  - background
  - wait: timeout + 1ms
  - foreground
  - track: Cart Viewed
    expect: { session: second }
`);
    const actions = [load, track('Product Viewed'), background, wait(300_001), foreground, track('Cart Viewed')];
    const message = 'the session of step 6 hangs on less than 5s, which no person keeps and no capture shows';
    expect(reason(played(actions), boundary)).toBe(message);
    expect(reason(played(actions, { ...rightRules, isIdle: () => false }), boundary)).toBe(message);
    expect(judged(played(visit()), lateReturn, 50_000).code).toBe(0);
    expect(reason(played(visit()), lateReturn, 70_000)).toContain('hangs on less than 1m 10s');
  });

  test('a wait that somebody cut short, or that may have been elsewhere', () => {
    expect(reason(played(visit({ awayMs: 120_000 })))).toBe(
      'the session of step 6 does not follow from what was played: between step 2 and step 6 2m 5s 280ms passed, and the timeline waits 6m',
    );
    const within = scenarioOf(`
title: A return within the timeout
requirements: [SES-TIMEOUT-013]
platform: mobile
steps:
  - load
  - track: Product Viewed
    expect: { session: first }
  - background
  - wait: timeout - 2m
  - foreground
  - track: Cart Viewed
    expect: { session: first }
`);
    const slow = [load, track('Product Viewed'), wait(150_000), background, wait(180_000), foreground];
    const messages = played([...slow, track('Cart Viewed')]);
    expect(reason(messages, within)).toContain('between step 2 and step 6 5m 30s passed, and the timeline waits 3m');
  });

  test('a call whose message is missing', () => {
    const messages = played(visit());
    expect(reason(messages.slice(0, 2))).toBe(
      'no message was captured for the track "Order Completed" of step 7: it was not played, or the SDK has lost it',
    );
    expect(reason([])).toBe('no message was captured');
    expect(reason({ lapseVersion: '', requests: [request('{')] })).toContain('the body is not JSON');
  });

  test('a message that belongs to no step', () => {
    const visitTwice = [...visit().slice(0, -1), track('Order Completed'), wait(300), track('Order Completed')];
    expect(reason(played(visitTwice))).toBe(
      'a message (track "Order Completed"), dated 2026-11-26T07:36:24.325Z, belongs to no step: it was played otherwise, or sent by something else, or twice',
    );
    const [before, ...rest] = visit();
    const peek = [background, track('Application Backgrounded'), foreground, track('Application Opened')];
    const messages = played([...(before === undefined ? [] : [before]), ...peek, ...rest]);
    expect(reason(messages)).toContain('(track "Application Backgrounded"), dated 2026-11-26T07:30:12.345Z, belongs');
  });

  test('steps in another order', () => {
    const messages = played(visit());
    const [first, second, third] = messages;
    const swapped = [first, third, second].map((message, index) =>
      message === undefined
        ? {}
        : { ...message, originalTimestamp: new Date(phoneStartMs + ([0, 380_000, 400_000][index] ?? 0)).toISOString() },
    );
    expect(reason(swapped)).toContain('is dated 20s before that of step 6');
  });

  test('a message without a date', () => {
    const messages = played(visit()).map(({ originalTimestamp: _call, sentAt: _sent, ...rest }) => rest);
    expect(reason(messages)).toContain('(track "Product Viewed") has no date that can be read');
  });

  test.each([
    ['setClock: 1h', 'step 3 is setClock: the only clock in a capture is that of the device'],
    ['storage: cleared', 'step 3 is storage: nobody can take the storage away'],
    ['damage: truncated', 'step 3 is damage'],
    ['server: 500', 'step 3 is server: the collector answers alike'],
  ])('%s', (step, message) => {
    const scenario = scenarioOf(`
title: Something that nobody can do
requirements: [SES-TIMEOUT-013]
platform: mobile
steps:
  - load
  - track: Product Viewed
    expect: { session: first }
  - ${step}
`);
    expect(reason(played([load, track('Product Viewed')]), scenario)).toContain(message);
  });

  test('how long somebody waited before the first message', () => {
    const scenario = scenarioOf(`
title: A launch, and an event after a long absence
requirements: [SES-TIMEOUT-013]
platform: mobile
steps:
  - load
  - background
  - wait: timeout + 1m
  - foreground
  - track: Cart Viewed
    expect: { session: first, start: true }
  - restart
  - track: Cart Viewed
    expect: { session: first, start: absent }
`);
    const actions = [load, background, wait(370_000), foreground, track('Cart Viewed'), { kind: 'restart' } as const];
    expect(judged(played([...actions, wait(900), track('Cart Viewed')]), scenario).code).toBe(0);
  });

  test('what calls return, what the SDK logs, and ids to the millisecond', () => {
    const scenario = scenarioOf(`
title: What only a harness sees
requirements: [SES-ID-006]
platform: mobile
steps:
  - load
  - track: Product Viewed
    expect: { session: first, id: now in either unit, messages: 1, fields: { originalTimestamp: "2026-03-02T09:00:00.000Z" } }
  - getSessionId:
    expect: { returns: first, logs: none }
`);
    const messages = played([load, track('Product Viewed')]);
    const { code, verdicts } = judged(messages, scenario);
    expect(code).toBe(0);
    const skipped = verdicts.filter(({ status }) => status === 'skip').map(({ check }) => check);
    expect(skipped).toEqual([
      'expected-id',
      'expected-fields',
      'expected-return',
      'expected-messages',
      'expected-log',
      'calls-return',
    ]);
    const alone = { ...scenario, expectations: new Map([[2, { returns: 'first' }]]) };
    expect(reason(messages, alone)).toBe(
      'nothing that the scenario expects can be seen: a capture does not show what a call returns',
    );
  });
});

test('a scenario for something else is skipped, and nothing was judged', () => {
  const { code, verdicts } = judged(played(visit()), { ...lateReturn, platform: 'web' });
  expect([code, verdicts.map(({ status, message }) => [status, message])]).toEqual([
    3,
    [['skip', 'for web, and the target is mobile']],
  ]);
});

/** The message with other values in its context; `undefined` takes one away. */
function changed(message: JsonObject, fields: Record<string, number | undefined>): JsonObject {
  return JSON.parse(JSON.stringify({ ...message, context: { ...Object(message.context), ...fields } }));
}
