import { describe, expect, test } from 'vitest';
import { inspectedSelector, inspectionOf, isInspecting } from '../../src/cli/inspect.js';
import { caseOf, load, track } from '../judge/fixture.js';

const scenario = caseOf([{ kind: 'open', url: 'https://shop.example/' }, track('early'), load, track('one')]);
const given = (inspect: unknown) => ({ inspect, 'inspect-port': '0' });
const stepOf = (inspect: unknown): number => inspectionOf(given(inspect), [scenario]).step;

describe('--inspect', () => {
  test('is off unless it is given, with or without a value', () => {
    expect([undefined, '', '3'].map((value) => isInspecting(given(value)))).toEqual([false, true, true]);
  });

  test('without a step it means the first that loads the SDK', () => {
    expect(stepOf('')).toBe(2);
    expect(inspectionOf(given(''), [caseOf([track('one'), { kind: 'reload' }])]).step).toBe(1);
    expect(inspectionOf(given(''), [caseOf([track('one')])]).step).toBe(0);
  });

  test('a step is a number from 1 to the last', () => {
    expect([stepOf('1'), stepOf('4')]).toEqual([0, 3]);
    for (const wrong of ['0', '5', ['1', '2']]) expect(() => stepOf(wrong)).toThrow('--inspect');
  });

  test('a word behind it is a scenario, and no step', () => {
    expect(inspectedSelector(given('timeout/beyond'))).toEqual(['timeout/beyond']);
    expect(stepOf('timeout/beyond')).toBe(2);
    expect(['', '3', undefined].map((value) => inspectedSelector(given(value)))).toEqual([[], [], []]);
  });

  test('it wants one scenario', () => {
    expect(() => inspectionOf(given(''), [scenario, scenario])).toThrow(
      '--inspect wants one scenario, and 2 are selected',
    );
    expect(() => inspectionOf(given(''), [])).toThrow('and 0 are selected');
  });
});
