import { describe, expect, test } from 'vitest';
import { oneVisitor } from '../../../src/judge/checks/one-visitor.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { beyondTimeout, caseOf, contextOf, load, on, quiet, silent, traceOf, track, withBody } from '../fixture.js';

const scenario = caseOf([load, track('one'), track('two'), beyondTimeout, track('three')]);
const trace = traceOf(scenario);

const renamed = (message: number, of = trace) => withBody(of, message, (body) => ({ ...body, anonymousId: 'another' }));

describe('one-visitor', () => {
  test('passes when every session has one anonymous id', () => {
    expect(oneVisitor.run(contextOf(scenario))).toEqual([
      { ...quiet('one-visitor', 'SES-ID-010', 'pass'), message: 'holds for 3 messages' },
    ]);
  });

  test('fails when the anonymous id changes within a session, and points at its first message', () => {
    const what = 'another anonymous id in session 1772442000000';
    expect(oneVisitor.run(contextOf(scenario, renamed(1)))).toEqual([
      {
        ...quiet('one-visitor', 'SES-ID-010', 'fail'),
        step: 2,
        relatedSteps: [1],
        observed: what,
        message: `step 3: ${what}`,
      },
    ]);
  });

  test('another session, and another device, may have another one', () => {
    expect(oneVisitor.run(contextOf(scenario, renamed(2)))).toMatchObject([{ outcome: 'pass' }]);
    const devices = caseOf([load, on('tab1', load, 'device2'), track('one'), on('tab1', track('two'), 'device2')]);
    expect(oneVisitor.run(contextOf(devices))).toMatchObject([{ outcome: 'pass', message: 'holds for 2 messages' }]);
  });

  test('of an id that the caller chooses nothing is said', () => {
    const chosen = caseOf([load, { kind: 'startSession', sessionId: 1_234_567_890 }, track('one'), track('two')]);
    expect(oneVisitor.run(contextOf(chosen, renamed(1, traceOf(chosen))))).toMatchObject([{ outcome: 'skip' }]);
  });

  test.each([
    ['session', 'pass', 'holds for 1 message'],
    ['anonymousId', 'fail', 'step 5: another anonymous id in session 1772442000000'],
  ] as const)('before consent under %s', (storage, outcome, message) => {
    const config = { preConsent: { storage, delivery: 'immediate' } } as const;
    const steps = [{ kind: 'load', config }, track('one'), track('two'), { kind: 'consent' }, track('three')] as const;
    const asked = caseOf(storage === 'session' ? steps : [load, ...steps.slice(1)]);
    expect(oneVisitor.run(contextOf(asked, renamed(2, traceOf(asked))))).toMatchObject([{ outcome, message }]);
  });

  test.each([
    ['session', 'pass'],
    ['anonymousId', 'fail'],
  ] as const)('after a page that asks again, under %s', (storage, outcome) => {
    const config = { preConsent: { storage, delivery: 'immediate' } } as const;
    const pages = (...second: StepAction[]) =>
      caseOf([load, track('one'), ...second, { kind: 'consent' }, track('two'), track('three')]);
    const asked = pages({ kind: 'reload', config });
    // What came before is one visit, what comes after another one.
    expect(oneVisitor.run(contextOf(asked, renamed(1, renamed(2, traceOf(asked)))))).toMatchObject([{ outcome }]);
    expect(oneVisitor.run(contextOf(asked, renamed(2, traceOf(asked))))).toMatchObject([{ outcome: 'fail' }]);
    const plain = pages({ kind: 'reload' });
    expect(oneVisitor.run(contextOf(plain, renamed(1, renamed(2, traceOf(plain)))))).toMatchObject([
      { outcome: 'fail', step: 4 },
    ]);
  });

  test('skips when nothing was sent', () => {
    expect(oneVisitor.run(contextOf(scenario, silent(trace)))).toEqual([
      { ...quiet('one-visitor', 'SES-ID-010', 'skip'), message: 'no session with an id of the SDK was seen' },
    ]);
  });
});
