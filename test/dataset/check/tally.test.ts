import { expect, test } from 'vitest';
import { ByKey, Tally } from '../../../src/dataset/check/tally.js';

test('names are counted', () => {
  const tally = new Tally();
  tally.add('a');
  tally.add('a', 3);
  expect([tally.of('a'), tally.of('b')]).toEqual([4, 0]);
});

test('each key has its own', () => {
  const tallies = new ByKey(() => new Tally());
  tallies.of('x').add('a');
  tallies.of('y').add('b');
  expect(tallies.of('x').of('b')).toBe(0);
  expect(tallies.of('x').of('a')).toBe(1);
  expect([...tallies.all.keys()]).toEqual(['x', 'y']);
});
