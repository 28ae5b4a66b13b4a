import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomStream } from '../../src/record/random-stream.js';

const fractions = (seed: number, entity: string, count = 8): number[] => {
  const stream = randomStream(seed, entity);
  return Array.from({ length: count }, () => stream.fraction());
};

test('the same seed and entity draw the same, in every version', () => {
  expect(fractions(7, 'timeline/device1/tab1')).toEqual(fractions(7, 'timeline/device1/tab1'));
  const stream = randomStream(7, 'timeline/device1/tab1');
  const bytes = [...stream.bytes(8)];
  expect({ fractions: fractions(7, 'timeline/device1/tab1', 2), bytes }).toMatchInlineSnapshot(`
    {
      "bytes": [
        206,
        247,
        85,
        184,
        186,
        2,
        253,
        177,
      ],
      "fractions": [
        0.6849548522820034,
        0.5435689259079401,
      ],
    }
  `);
});

test('bytes drawn at once are those drawn one by one', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 100 }), (seed, count) => {
      const bytes = randomStream(seed, 'entity').bytes(count);
      const again = randomStream(seed, 'entity');
      expect([...bytes]).toEqual(Array.from({ length: count }, () => again.bytes(1)[0]));
    }),
  );
});

test('another seed, and another entity, is another stream', () => {
  const streams = [
    fractions(7, 'a/1'),
    fractions(8, 'a/1'),
    fractions(7, 'a/2'),
    fractions(7, 'b/1'),
    fractions(7, ''),
  ];
  expect(new Set(streams.map((draws) => draws.join(' '))).size).toBe(streams.length);
});

test('drawing from one stream changes no other', () => {
  const alone = fractions(1, 'one');
  const one = randomStream(1, 'one');
  const other = randomStream(1, 'other');
  const interleaved = alone.map(() => {
    other.bytes(3);
    return one.fraction();
  });
  expect(interleaved).toEqual(alone);
});

test('fractions lie from 0 up to but not including 1, and every number drawn is counted', () => {
  fc.assert(
    fc.property(fc.integer(), fc.string({ minLength: 0, maxLength: 30, size: 'max' }), (seed, entity) => {
      const stream = randomStream(seed, entity);
      for (let draw = 0; draw < 20; draw++) {
        const fraction = stream.fraction();
        expect(fraction >= 0 && fraction < 1).toBe(true);
      }
      expect(stream.bytes(7)).toHaveLength(7);
      expect(stream.draws).toBe(27);
    }),
    { numRuns: 300 },
  );
});

test('every byte occurs, about equally often', () => {
  const stream = randomStream(1, 'bytes');
  const counts = new Map<number, number>();
  for (const byte of stream.bytes(256 * 200)) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  expect(counts.size).toBe(256);
  // Some seven standard deviations either side of 200.
  expect(Math.min(...counts.values())).toBeGreaterThan(100);
  expect(Math.max(...counts.values())).toBeLessThan(300);
});
