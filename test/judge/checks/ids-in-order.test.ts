import { describe, expect, test } from 'vitest';
import { idsInOrder } from '../../../src/judge/checks/ids-in-order.js';
import {
  beyondTimeout,
  caseOf,
  contextOf,
  load,
  on,
  quiet,
  silent,
  traceOf,
  track,
  wait,
  withSessionField,
} from '../fixture.js';

const scenario = caseOf([load, track('one'), beyondTimeout, track('two')]);
const trace = traceOf(scenario);
const skipped = quiet('ids-in-order', 'SES-ID-005', 'skip');

describe('ids-in-order', () => {
  test('passes when ids grow', () => {
    expect(idsInOrder.run(contextOf(scenario))).toEqual([
      { ...quiet('ids-in-order', 'SES-ID-005', 'pass'), message: 'holds for 2 messages' },
    ]);
  });

  test('fails when an id is smaller than the one before', () => {
    expect(idsInOrder.run(contextOf(scenario, withSessionField(trace, 1, 'sessionId', 1_000_000_000)))).toEqual([
      {
        ...quiet('ids-in-order', 'SES-ID-005', 'fail'),
        step: 3,
        relatedSteps: [1],
        observed: 'id 1000000000 follows 1772442000000',
        message: 'step 4: id 1000000000 follows 1772442000000',
      },
    ]);
  });

  test('devices are looked at apart', () => {
    const devices = caseOf([on('tab1', load, 'device2'), load, on('tab1', track('one'), 'device2'), track('two')]);
    const high = withSessionField(traceOf(devices), 0, 'sessionId', 9_000_000_000_000);
    expect(idsInOrder.run(contextOf(devices, high))).toMatchObject([{ outcome: 'pass' }]);
  });

  test('tabs that share no session are looked at one by one', () => {
    const inTheTab = { kind: 'load', config: { storage: { type: 'memoryStorage' } } } as const;
    const turns = caseOf([
      inTheTab,
      track('one'),
      wait(1_000),
      on('tab2', inTheTab),
      on('tab2', track('two')),
      track('three'),
    ]);
    expect(idsInOrder.run(contextOf(turns))).toMatchObject([{ outcome: 'pass' }]);
    const lower = withSessionField(traceOf(turns), 2, 'sessionId', 1_000_000_000);
    expect(idsInOrder.run(contextOf(turns, lower))).toMatchObject([{ outcome: 'fail', step: 5, relatedSteps: [1] }]);
  });

  test.each([
    ['changes the clock', { kind: 'setClock', byMs: -3_600_000 }],
    ['chooses an id', { kind: 'startSession', sessionId: 1_000_000_000 }],
  ] as const)('skips a timeline that %s, however the ids run', (_name, step) => {
    const outside = caseOf([load, track('one'), step, track('two')]);
    const damaged = withSessionField(traceOf(outside), 1, 'sessionId', 1_000_000_000);
    expect(idsInOrder.run(contextOf(outside, damaged))).toEqual([
      { ...skipped, message: 'the timeline changes the clock or chooses an id' },
    ]);
  });

  test('skips when nothing was sent', () => {
    expect(idsInOrder.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...skipped, message: 'no session was seen' },
    ]);
  });
});
