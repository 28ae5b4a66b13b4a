import { describe, expect, test } from 'vitest';
import type { Expectation } from '../../src/record/case.js';
import type { StepAction } from '../../src/record/timeline.js';
import { whySkipped } from '../../src/suite/applicability.js';
import { whyNotInRealTime } from '../../src/suite/real-time.js';
import { bench } from '../judge/bench.js';
import { caseOf, load, track } from '../judge/fixture.js';

const wait = (durationMs: number): StepAction => ({ kind: 'wait', durationMs });
const hourMs = 3_600_000;

function why(steps: readonly StepAction[], timeScale = 60, expectations: Record<number, Expectation> = {}) {
  return whyNotInRealTime(caseOf(steps, expectations), bench, timeScale);
}

describe('a scenario in real time', () => {
  test('is played when a little more or less time changes nothing', () => {
    expect(why([load, track('a'), wait(hourMs), track('b')])).toBeUndefined();
    expect(why([load, track('a'), wait(60_000), track('b')])).toBeUndefined();
  });

  test('is not played when its outcome hangs on less than real time keeps', () => {
    const reason = 'hangs on less than 12s, which real time does not keep';
    expect(why([load, track('a'), wait(1_800_001), track('b')])).toBe(reason);
    expect(why([load, track('a'), wait(1_790_000), track('b')])).toBe(reason);
    expect(why([load, track('a'), wait(1_790_000), track('b')], 10)).toBeUndefined();
  });

  test('counts what all waits together may be late', () => {
    const between = [wait(895_000), wait(895_000)];
    expect(why([load, track('a'), ...between, track('b')])).toBe(
      'hangs on less than 12s, which real time does not keep',
    );
  });

  test('is not played when a clock would have to be set or a machine suspended', () => {
    expect(why([load, { kind: 'setClock', byMs: 5 }])).toBe('the clock of the machine is not set for a test');
    expect(why([load, { kind: 'sleep', durationMs: 5 }])).toBe('the machine is not suspended for a test');
  });

  test('is not played when it is about the clock to the millisecond, or about what it takes to shorten time', () => {
    const reason = 'an expectation is about the clock to the millisecond';
    expect(why([load, track('a')], 60, { 1: { id: { wallClockOf: 1 } } })).toContain(reason);
    expect(why([load, track('a')], 60, { 1: { fields: { originalTimestamp: 'x' } } })).toContain(reason);
    expect(why([load, track('a')], 60, { 0: { logs: 'none' } })).toContain(reason);
    const aboutDefault = caseOf([load, track('a')], {}, { requirements: ['SES-TIMEOUT-001'] });
    expect(whyNotInRealTime(aboutDefault, bench, 60)).toContain('SES-TIMEOUT-001 is about a length by default');
    const aboutCutOff = caseOf([load, track('a')], {}, { requirements: ['SES-CUTOFF-005'] });
    expect(whyNotInRealTime(aboutCutOff, bench, 60)).toContain('SES-CUTOFF-005 is about a length by default');
    expect(whyNotInRealTime(aboutDefault, bench, 1)).toBeUndefined();
  });

  test('is not played when nobody would wait for it', () => {
    expect(why([load, wait(24 * hourMs), track('a')])).toBe('it would take 24m of real time');
    expect(why([load, wait(24 * hourMs), track('a')], 600)).toBeUndefined();
  });

  test('is skipped with that reason, on a target that is played in real time', () => {
    const scenario = caseOf([load, { kind: 'setClock', byMs: 5 }]);
    expect(whySkipped(scenario, { platform: 'web', timeScale: 60 }, bench)).toContain('the clock of the machine');
    expect(whySkipped(scenario, { platform: 'web' }, bench)).toBeUndefined();
  });
});
