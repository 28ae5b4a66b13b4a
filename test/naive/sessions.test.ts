import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listPolicies } from '../../src/spec/policies.js';
import { startMs } from '../engine/timelines.js';
import { type Contract, type Happening, naiveSessions } from './sessions.js';
import { compareAll, comparedPolicies, difference, subjectOf, timeoutMs, type Word } from './words.js';

describe('the naive opinion', () => {
  const contract: Contract = {
    timeoutMs: 1_000,
    inclusive: false,
    idUnitMs: 1,
    leastDigits: 3,
    shortId: 'ignored',
    beginsWith: 'load',
    looksAt: 'event',
    activity: { leave: false, return: false, reset: true, eventInBackground: true },
  };
  const told = (happenings: readonly [number, Happening['what'], number?][], changes: Partial<Contract> = {}): string =>
    naiveSessions(
      happenings.map(([atMs, what, id]) => ({ atMs, what, ...(id === undefined ? {} : { id }) })),
      { ...contract, ...changes },
    )
      .map(({ id, start }) => `${id ?? 'none'}${start ? '*' : ''}`)
      .join(' ');

  test('splits at gaps longer than the timeout, whatever order it is told in', () => {
    const visits: [number, Happening['what']][] = [
      [3_001, 'event'],
      [0, 'load'],
      [1_000, 'event'],
      [2_000, 'event'],
    ];
    expect(told(visits)).toBe('0* 0 3001*');
    expect(told(visits, { inclusive: true })).toBe('1000* 2000* 3001*');
    expect(told(visits, { beginsWith: 'event' })).toBe('1000* 1000 3001*');
  });

  test('keeps a manual session over any gap, and none after its end', () => {
    expect(
      told([
        [0, 'load'],
        [5, 'start', 777],
        [9_000, 'event'],
        [9_001, 'end'],
        [9_002, 'event'],
        [9_003, 'reset'],
        [9_004, 'event'],
        [9_005, 'start', 77],
        [9_006, 'event'],
        [9_007, 'start'],
        [9_007, 'reset'],
        [9_007, 'event'],
      ]),
    ).toBe('777* none none none 9008*');
  });

  test('on a phone looks at the gap on return, and counts from where it is told to', () => {
    const trip: [number, Happening['what']][] = [
      [0, 'load'],
      [1, 'event'],
      [600, 'leave'],
      [1_200, 'return'],
      [1_201, 'event'],
    ];
    expect(told(trip, { looksAt: 'return' })).toBe('0* 1200*');
    const activity = { ...contract.activity, leave: true };
    expect(told(trip, { looksAt: 'return', activity })).toBe('0* 0');
  });
});

describe('the naive opinion and the engine', () => {
  test.each(comparedPolicies)('agree on all timelines of up to four steps, under %s', (id) => {
    const { count, differences } = compareAll(subjectOf(id), 4);
    expect(differences).toEqual([]);
    expect(count).toBe(8 + 8 ** 2 + 8 ** 3 + 8 ** 4);
  });

  const durations = fc.oneof(
    fc.constantFrom(0, 1, 999, 1_000, timeoutMs / 2, timeoutMs - 1, timeoutMs, timeoutMs + 1, 86_400_000),
    fc.integer({ min: 0, max: 3 * timeoutMs }),
  );
  const words: fc.Arbitrary<Word> = fc.oneof(
    { arbitrary: fc.constant<Word>('event'), weight: 6 },
    { arbitrary: durations.map((waitMs): Word => ({ waitMs })), weight: 5 },
    { arbitrary: durations.map((awayMs): Word => ({ awayMs })), weight: 2 },
    { arbitrary: fc.constantFrom<Word>('read', 'leave', 'return', 'start', 'end', 'reset'), weight: 3 },
    // Ids that the clock may come to, in either unit, one that the caller uses again, and one that is too short.
    {
      arbitrary: fc
        .oneof(
          fc.integer({ min: startMs, max: startMs + 5 * timeoutMs }),
          fc.integer({ min: startMs / 1_000, max: startMs / 1_000 + 300 }),
          fc.constantFrom(1_234_567_890, 123_456),
        )
        .map((startId): Word => ({ startId })),
      weight: 1,
    },
  );

  test.each(listPolicies())('agree on timelines of hundreds of steps, under %s', (id) => {
    const long = fc.array(words, { minLength: 100, maxLength: 400, size: 'max' });
    fc.assert(
      fc.property(long, fc.constantFrom(timeoutMs, 1, 1_000, 7 * 86_400_000), (timeline, limitMs) => {
        expect(difference(timeline, subjectOf(id, limitMs))).toBeUndefined();
      }),
      { numRuns: 25 },
    );
  });

  test.each(comparedPolicies)('disagree as soon as one of them is wrong by a millisecond, under %s', (id) => {
    const subject = subjectOf(id);
    const wrong = { ...subject, contract: { ...subject.contract, inclusive: !subject.contract.inclusive } };
    expect(compareAll(wrong, 3).differences).not.toEqual([]);
  });
});
