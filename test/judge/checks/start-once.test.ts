import { describe, expect, test } from 'vitest';
import { startOnce } from '../../../src/judge/checks/start-once.js';
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
  withSessionField,
} from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two'), beyondTimeout, track('three')]);
const trace = traceOf(scenario);

describe('start-once', () => {
  test('passes when only the first message of each session is marked', () => {
    expect(startOnce.run(contextOf(scenario))).toEqual([
      { ...quiet('start-once', 'SES-START-002', 'pass'), message: 'holds for 3 messages' },
    ]);
  });

  test('fails when a later message is marked, and points at the first', () => {
    const what = 'session 1772442000000 is marked again';
    expect(startOnce.run(contextOf(scenario, withSessionField(trace, 1, 'sessionStart', true)))).toEqual([
      {
        ...quiet('start-once', 'SES-START-002', 'fail'),
        step: 2,
        relatedSteps: [1],
        observed: what,
        message: `step 3: ${what}`,
      },
    ]);
  });

  test('a later marker that is false is the affair of start-is-true', () => {
    expect(startOnce.run(contextOf(scenario, withSessionField(trace, 1, 'sessionStart', false)))).toMatchObject([
      { outcome: 'pass' },
    ]);
  });

  test('an id that the application starts again is another start, and only there', () => {
    const again = { kind: 'startSession', sessionId: 1_234_567_890 } as const;
    const restarted = caseOf([load, again, track('one'), again, track('two'), track('three')]);
    expect(startOnce.run(contextOf(restarted))).toMatchObject([{ outcome: 'pass', message: 'holds for 3 messages' }]);
    const marked = withSessionField(traceOf(restarted), 2, 'sessionStart', true);
    expect(startOnce.run(contextOf(restarted, marked))).toMatchObject([
      { outcome: 'fail', step: 5, relatedSteps: [4] },
    ]);
    const elsewhere = caseOf([
      load,
      again,
      track('one'),
      on('tab1', load, 'device2'),
      on('tab1', again, 'device2'),
      track('two'),
    ]);
    expect(
      startOnce.run(contextOf(elsewhere, withSessionField(traceOf(elsewhere), 1, 'sessionStart', true))),
    ).toMatchObject([{ outcome: 'fail', step: 5, relatedSteps: [2] }]);
  });

  test('two tabs that share no session may both have started one with the same id before either sends', () => {
    const own = { kind: 'load', config: { storage: { type: 'sessionStorage' } } } as const;
    const start = { kind: 'startSession', sessionId: 1_234_567_890 } as const;
    const steps = [own, on('tab2', own), start, on('tab2', start), track('one'), on('tab2', track('two'))];
    expect(startOnce.run(contextOf(caseOf(steps)))).toMatchObject([{ outcome: 'pass' }]);
    const third = caseOf([...steps, track('three')]);
    expect(startOnce.run(contextOf(third, withSessionField(traceOf(third), 2, 'sessionStart', true)))).toMatchObject([
      { outcome: 'fail', step: 6 },
    ]);
  });

  test('two devices may have a session of the same id', () => {
    const devices = caseOf([load, on('tab1', load, 'device2'), track('one'), on('tab1', track('one'), 'device2')]);
    expect(startOnce.run(contextOf(devices))).toMatchObject([{ outcome: 'pass' }]);
  });

  test('skips when nothing was sent', () => {
    expect(startOnce.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...quiet('start-once', 'SES-START-002', 'skip'), message: 'no session was seen' },
    ]);
  });
});
