import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inOrder } from '../../src/fuzz/in-order.js';

async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const seen: T[] = [];
  for await (const value of values) seen.push(value);
  return seen;
}

describe('inOrder', () => {
  test('hands on in order what ends in any order, and begins no more than it may', async () => {
    const property = fc.asyncProperty(
      fc.scheduler(),
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 1, max: 4 }),
      async (scheduler, count, most) => {
        let handedOn = 0;
        const values = inOrder(count, most, (index) => {
          expect(index - handedOn).toBeLessThan(most);
          return scheduler.schedule(Promise.resolve(index), `number ${index}`);
        });
        const seen: number[] = [];
        const consumed = (async () => {
          for await (const value of values) {
            seen.push(value);
            handedOn += 1;
          }
        })();
        await scheduler.waitFor(consumed);
        expect(seen).toEqual(Array.from({ length: count }, (_, index) => index));
      },
    );
    await fc.assert(property, { seed: 1, numRuns: 100 });
  });

  test('begins some before they are asked for, and none once nobody asks', async () => {
    const begun: number[] = [];
    const signals = new Set<AbortSignal>();
    const values = inOrder(10, 3, async (index, signal) => {
      begun.push(index);
      signals.add(signal);
      return index;
    });
    expect(begun).toEqual([]);
    await values.next();
    expect(begun).toEqual([0, 1, 2]);
    expect((await values.next()).value).toBe(1);
    expect([...signals].map(({ aborted }) => aborted)).toEqual([false]);
    await values.return();
    expect([...signals].map(({ aborted }) => aborted)).toEqual([true]);
    expect(begun).toEqual([0, 1, 2, 3]);
    expect(await all(values)).toEqual([]);
  });

  test('what fails fails in its turn, and only if its turn comes', async () => {
    const begin = (index: number): Promise<number> =>
      index === 1 ? Promise.reject(new Error('the second')) : Promise.resolve(index);
    const values = inOrder(3, 3, begin);
    expect((await values.next()).value).toBe(0);
    await expect(values.next()).rejects.toThrow('the second');
    const stopped = inOrder(3, 3, begin);
    await stopped.next();
    // A rejection that nobody has heard of would end the test.
    await stopped.return();
  });
});
