import { describe, expect, test } from 'vitest';
import { idNotReused } from '../../../src/judge/checks/id-not-reused.js';
import {
  beyondTimeout,
  caseOf,
  contextOf,
  load,
  on,
  quiet,
  silent,
  startMs,
  traceOf,
  track,
  wait,
  withSessionField,
} from '../fixture.js';

const scenario = caseOf([load, track('one'), beyondTimeout, track('two'), beyondTimeout, track('three')]);
const trace = traceOf(scenario);

describe('id-not-reused', () => {
  test('passes when no id comes back', () => {
    expect(idNotReused.run(contextOf(scenario))).toEqual([
      { ...quiet('id-not-reused', 'SES-ID-004', 'pass'), message: 'holds for 3 messages' },
    ]);
  });

  test('fails when an id of the past is back, and points at the step that left it', () => {
    const what = 'id 1772442000000 is back after another session';
    expect(idNotReused.run(contextOf(scenario, withSessionField(trace, 2, 'sessionId', startMs)))).toEqual([
      {
        ...quiet('id-not-reused', 'SES-ID-004', 'fail'),
        step: 5,
        relatedSteps: [3],
        observed: what,
        message: `step 6: ${what}`,
      },
    ]);
  });

  test('a message without a session ends the one before as well', () => {
    const gap = withSessionField(trace, 1, 'sessionId', undefined);
    expect(idNotReused.run(contextOf(scenario, gap))).toMatchObject([{ outcome: 'pass' }]);
    expect(idNotReused.run(contextOf(scenario, withSessionField(gap, 2, 'sessionId', startMs)))).toMatchObject([
      { outcome: 'fail', step: 5, relatedSteps: [3] },
    ]);
  });

  test('another device may have the id', () => {
    const devices = caseOf([
      load,
      on('tab1', load, 'device2'),
      track('one'),
      on('tab1', track('two'), 'device2'),
      track('three'),
    ]);
    expect(idNotReused.run(contextOf(devices))).toMatchObject([{ outcome: 'pass' }]);
  });

  test('tabs that share no session take turns, and none may come back to an id of its own past', () => {
    const inTheTab = { kind: 'load', config: { storage: { type: 'sessionStorage' } } } as const;
    const turns = caseOf([
      inTheTab,
      track('one'),
      wait(1_000),
      on('tab2', inTheTab),
      on('tab2', track('two')),
      track('three'),
      on('tab2', track('four')),
      beyondTimeout,
      track('five'),
      beyondTimeout,
      track('six'),
    ]);
    expect(idNotReused.run(contextOf(turns))).toMatchObject([{ outcome: 'pass' }]);
    const back = withSessionField(traceOf(turns), 5, 'sessionId', startMs);
    expect(idNotReused.run(contextOf(turns, back))).toMatchObject([{ outcome: 'fail', step: 10, relatedSteps: [8] }]);
  });

  test('an id that the caller chooses may come back, and alone is nothing to look at', () => {
    const again = { kind: 'startSession', sessionId: 1_234_567_890 } as const;
    const chosen = caseOf([load, again, track('one'), { kind: 'startSession' }, track('two'), again, track('three')]);
    expect(idNotReused.run(contextOf(chosen))).toMatchObject([{ outcome: 'pass', message: 'holds for 1 message' }]);
    expect(idNotReused.run(contextOf(caseOf([load, again, track('one')])))).toEqual([
      { ...quiet('id-not-reused', 'SES-ID-004', 'skip'), message: 'no session with an id of the SDK was seen' },
    ]);
  });

  test('skips when nothing was sent', () => {
    expect(idNotReused.run(contextOf(scenario, silent(trace)))).toMatchObject([{ outcome: 'skip' }]);
  });
});
