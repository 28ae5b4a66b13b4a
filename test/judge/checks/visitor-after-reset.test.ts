import { describe, expect, test } from 'vitest';
import { visitorAfterReset } from '../../../src/judge/checks/visitor-after-reset.js';
import type { StepAction } from '../../../src/record/timeline.js';
import { caseOf, contextOf, load, quiet, traceOf, track, wait, withBody } from '../fixture.js';

const scenarioWith = (reset: StepAction, first: StepAction = load) =>
  caseOf([first, track('one'), wait(5), reset, { kind: 'startSession' }, track('two')]);
const plain = scenarioWith({ kind: 'reset' });
const told = scenarioWith({ kind: 'reset', anonymousId: true });

/** The second message carries the anonymous id that it should not. */
function wrong(scenario: typeof plain, anonymousId: string) {
  return contextOf(
    scenario,
    withBody(traceOf(scenario), 1, (body) => ({ ...body, anonymousId })),
  );
}

describe('visitor-after-reset', () => {
  test('passes for what the engine does', () => {
    for (const scenario of [plain, told]) {
      expect(visitorAfterReset.run(contextOf(scenario))).toEqual([
        { ...quiet('visitor-after-reset', 'SES-RESET-007', 'pass'), message: 'holds for 1 reset' },
      ]);
    }
  });

  test('says of how many resets it speaks', () => {
    const reset: StepAction = { kind: 'reset' };
    const twice = caseOf([load, track('one'), reset, track('two'), reset, track('three')]);
    expect(visitorAfterReset.run(contextOf(twice))).toMatchObject([{ message: 'holds for 2 resets' }]);
  });

  test('fails when a reset that is not told to changes it', () => {
    expect(visitorAfterReset.run(wrong(plain, 'another'))).toEqual([
      {
        ...quiet('visitor-after-reset', 'SES-RESET-007', 'fail'),
        step: 5,
        relatedSteps: [1, 3],
        expected: 'the same anonymous id',
        observed: 'another',
        message: 'step 6: the anonymous id is another one after a reset that was not told to change it',
      },
    ]);
  });

  test('fails when a reset that is told to keeps it', () => {
    const kept = String(traceOf(told).entries.find((entry) => entry.kind === 'message')?.body.anonymousId);
    expect(visitorAfterReset.run(wrong(told, kept))).toMatchObject([
      { outcome: 'fail', expected: 'another anonymous id', observed: 'the same' },
    ]);
  });

  test.each([
    ['on a phone', { ...plain, platform: 'mobile' as const }],
    [
      'before consent',
      scenarioWith(
        { kind: 'reset' },
        { kind: 'load', config: { preConsent: { storage: 'session', delivery: 'immediate' } } },
      ),
    ],
    [
      'where nothing is stored',
      scenarioWith({ kind: 'reset' }, { kind: 'load', config: { storage: { type: 'none' } } }),
    ],
    [
      'where the page is loaded again',
      caseOf([load, track('one'), { kind: 'reset' }, { kind: 'reload' }, track('two')]),
    ],
    ['without a message before', caseOf([load, { kind: 'reset' }, track('two')])],
  ])('says nothing %s', (_, scenario) => {
    expect(visitorAfterReset.run(contextOf(scenario))).toEqual([]);
  });
});
