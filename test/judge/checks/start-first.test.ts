import { describe, expect, test } from 'vitest';
import { startFirst } from '../../../src/judge/checks/start-first.js';
import { retryMs } from '../../../src/judge/due.js';
import {
  attempted,
  beyondTimeout,
  caseOf,
  contextOf,
  load,
  observationOf,
  on,
  quiet,
  silent,
  traceOf,
  track,
  wait,
  withSessionField,
} from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two'), beyondTimeout, track('three')]);
const trace = traceOf(scenario);

describe('start-first', () => {
  test('passes when the first message of each session is marked', () => {
    expect(startFirst.run(contextOf(scenario))).toEqual([
      { ...quiet('start-first', 'SES-START-001', 'pass'), message: 'holds for 3 messages' },
    ]);
  });

  test.each([undefined, false, 'true', 1])('fails when the marker of the second session is %j', (marker) => {
    const what = 'the first message of session 1772443800001 is not marked';
    expect(startFirst.run(contextOf(scenario, withSessionField(trace, 2, 'sessionStart', marker)))).toEqual([
      {
        ...quiet('start-first', 'SES-START-001', 'fail'),
        step: 4,
        relatedSteps: [],
        observed: what,
        message: `step 5: ${what}`,
      },
    ]);
  });

  test('passes where the first message may be one that had no time to be sent', () => {
    const held = { kind: 'load', config: { preConsent: { storage: 'session', delivery: 'buffer' } } } as const;
    const lost = caseOf([held, track('one'), { kind: 'reload', config: {} }, track('two')]);
    const [finding] = startFirst.run(contextOf(lost));
    expect(finding).toMatchObject({ outcome: 'pass', message: 'holds for 1 message' });
  });

  test('messages without a session in between change nothing of that, and a session in between does', () => {
    const held = { kind: 'load', config: { preConsent: { storage: 'session', delivery: 'buffer' } } } as const;
    const none = { kind: 'reload', config: { storage: { type: 'none' } } } as const;
    const lost = caseOf([held, track('one'), none, track('two'), { kind: 'reload', config: {} }, track('three')]);
    expect(traceOf(lost).entries.filter(({ kind }) => kind === 'message')).toHaveLength(2);
    expect(startFirst.run(contextOf(lost))).toMatchObject([{ outcome: 'pass', message: 'holds for 1 message' }]);
    const other = caseOf([
      held,
      track('one'),
      { kind: 'reload', config: {} },
      track('two'),
      beyondTimeout,
      track('three'),
    ]);
    const unmarked = withSessionField(traceOf(other), 1, 'sessionStart', undefined);
    expect(startFirst.run(contextOf(other, unmarked))).toMatchObject([{ outcome: 'fail', step: 5 }]);
  });

  test('a session that a page in between keeps to itself changes nothing of it either', () => {
    const held = { kind: 'load', config: { preConsent: { storage: 'session', delivery: 'buffer' } } } as const;
    const apart = { kind: 'reload', config: { storage: { type: 'memoryStorage' } } } as const;
    const ownTab = on('tab2', { kind: 'load', config: {} });
    const lost = caseOf([
      held,
      ownTab,
      track('one'),
      apart,
      track('two'),
      { kind: 'reload', config: {} },
      track('three'),
    ]);
    const ids = observationOf(lost, traceOf(lost)).events.map(({ sessionId }) => sessionId);
    expect(new Set(ids).size).toBe(3);
    expect(startFirst.run(contextOf(lost))).toMatchObject([{ outcome: 'pass' }]);
  });

  test.each([
    ['by a data plane that refuses it 9 times', { kind: 'server', answer: 429 }, 9, 'fail'],
    ['by a data plane that refuses it 10 times', { kind: 'server', answer: 429 }, 10, 'pass'],
    ['offline, however often', { kind: 'network', state: 'offline' }, 10, 'fail'],
  ] as const)('the first message may have been given up %s: %s', (_when, fault, attempts, outcome) => {
    const within = [
      { kind: 'server', answer: 'ok' },
      { kind: 'network', state: 'online' },
    ] as const;
    const steps = caseOf([load, fault, track('one'), wait(retryMs), ...within, wait(retryMs), track('two')]);
    const refused = attempted(traceOf(steps), new Map([[0, Array.from({ length: attempts }, () => 429)]]));
    expect(startFirst.run(contextOf(steps, refused))).toMatchObject([{ outcome }]);
  });

  test('skips when nothing was sent', () => {
    expect(startFirst.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...quiet('start-first', 'SES-START-001', 'skip'), message: 'no session was seen' },
    ]);
  });
});
