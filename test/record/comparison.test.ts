import { describe, expect, test } from 'vitest';
import { behavesAlike, firstDifference, isSameConduct, parts } from '../../src/record/comparison.js';
import { conductText } from '../../src/record/conduct.js';
import { behaviour, compared, keeps, message, renews } from '../report/comparison-fixture.js';

describe('conductText', () => {
  test.each([
    [message(1), 'session 1'],
    [message(-2), 'session 2 with the start marker'],
    [message(), 'no session'],
    [{ kind: 'message', start: true }, 'no session, with the start marker'],
    [{ kind: 'no message' }, 'no message'],
    [{ kind: 'return', session: 'none' }, 'returns nothing'],
    [{ kind: 'return', session: 'unknown' }, 'returns an id that no message carries'],
    [{ kind: 'return', session: 3 }, 'returns the id of session 3'],
    [{ kind: 'throw' }, 'throws an error'],
  ] as const)('%j is %s', (conduct, text) => {
    expect(conductText(conduct)).toBe(text);
  });
});

describe('behaviours', () => {
  test('are alike when every step is, whatever was logged and however many sessions messages of their own had', () => {
    expect(behavesAlike(keeps, { ...keeps, logs: new Map([[1, 'error']]), sessions: 7 })).toBe(true);
    expect(behavesAlike(keeps, renews)).toBe(false);
  });

  test('part at the first step that differs, in the order of the steps', () => {
    expect(firstDifference(keeps, renews)).toBe(3);
    expect(
      firstDifference(behaviour({ 10: message(1), 9: message(1) }), behaviour({ 10: message(), 9: message() })),
    ).toBe(9);
    expect(firstDifference(keeps, keeps)).toBeUndefined();
  });

  test('part where only one has something to compare', () => {
    expect(firstDifference(behaviour({}), behaviour({ 4: { kind: 'throw' } }))).toBe(4);
    expect(isSameConduct(undefined, undefined)).toBe(true);
    expect(isSameConduct(undefined, message(1))).toBe(false);
  });
});

test('a scenario parts when two that played it do, not when one did not play it', () => {
  expect(parts(compared([keeps, renews]))).toBe(true);
  expect(parts(compared([keeps, keeps, renews]))).toBe(true);
  expect(parts(compared([undefined, renews, renews]))).toBe(false);
});
