import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tally } from '../../../src/warehouse/whatif/tally.js';

test('a tally has the figures of its sessions, and several have those of all', () => {
  const one = new Tally();
  one.add(0, 1, 0);
  one.add(10, 2, 3);
  const other = new Tally();
  other.add(50, 4, 1);
  expect(Tally.figuresOf([one, other])).toEqual({
    sessions: 3,
    meanMs: 20,
    medianMs: 10,
    bounces: 1,
    conversions: 4,
    converting: 2,
  });
  expect(Tally.figuresOf([one]).medianMs).toBe(5);
  expect(Tally.figuresOf([])).toMatchObject({ sessions: 0, meanMs: undefined, medianMs: undefined });
});

test('the median has as many sessions below as above', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 200, size: 'max' }),
      (durations) => {
        const tally = new Tally();
        for (const durationMs of durations) tally.add(durationMs, 1, 0);
        const median = Tally.figuresOf([tally]).medianMs ?? Number.NaN;
        expect(durations.filter((each) => each < median).length * 2).toBeLessThanOrEqual(durations.length);
        expect(durations.filter((each) => each > median).length * 2).toBeLessThanOrEqual(durations.length);
      },
    ),
  );
});
