import { expect, test } from 'vitest';
import { Outstanding } from '../../../../src/target/chromium/page/outstanding.js';

test('whoever waits is told when the last has happened, and not before', async () => {
  const outstanding = new Outstanding();
  await outstanding.settled();
  const [one, other] = [{}, {}];
  outstanding.add(one);
  outstanding.add(other);
  const told: number[] = [];
  const waiting = [1, 2].map((number) => outstanding.settled().then(() => told.push(number)));
  outstanding.done(one);
  outstanding.done(one);
  outstanding.done({});
  await Promise.resolve();
  expect([outstanding.count, told]).toEqual([1, []]);
  outstanding.done(other);
  await Promise.all(waiting);
  expect(told).toEqual([1, 2]);
});
