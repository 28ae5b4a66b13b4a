import { describe, expect, test } from 'vitest';
import { statuses } from '../../src/record/verdict.js';
import { judgementOf } from '../../src/report/judgement.js';
import { exitCodeOf } from '../../src/suite/tally.js';
import { caseResult, runResult, verdict } from './fixture.js';

const code = { conforms: 0, 'does not conform': 1, 'could not be judged': 3 } as const;

describe('what a run says of its target', () => {
  test.each(statuses.flatMap((one) => statuses.map((other) => [one, other] as const)))(
    'is what the exit code says: %s and %s',
    (one, other) => {
      const result = runResult({
        cases: [caseResult({ verdicts: [verdict({ status: one }), verdict({ status: other })] })],
      });
      expect(code[judgementOf(result)]).toBe(exitCodeOf(result, false));
    },
  );

  test('a fault of Lapse, and a run of nothing, could not be judged', () => {
    const faults = [{ scenario: 'timeout/beyond', message: 'a contradiction' }];
    expect(judgementOf(runResult({ faults }))).toBe('could not be judged');
    expect(judgementOf(runResult({ cases: [] }))).toBe('could not be judged');
  });

  test('a run that was ended early may still say what does not conform, and not that it does', () => {
    const interruptedBy = 'SIGINT' as const;
    expect(judgementOf(runResult({ interruptedBy }))).toBe('could not be judged');
    const cases = [caseResult({ verdicts: [verdict(), verdict({ status: 'fail' })] })];
    expect(judgementOf(runResult({ cases, interruptedBy }))).toBe('does not conform');
  });

  test('a review date that has passed says nothing of the target', () => {
    const overdue = [{ deviation: 'a-deviation', review: '2026-01-01' }];
    expect(judgementOf(runResult({ overdue }))).toBe('conforms');
  });
});
