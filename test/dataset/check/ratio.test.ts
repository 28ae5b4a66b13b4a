import { expect, test } from 'vitest';
import { Ratio } from '../../../src/dataset/check/ratio.js';

test('the tolerance is as wide as users differ, and not as visits would', () => {
  const alike = new Ratio(2);
  const lumped = new Ratio(2);
  for (let user = 0; user < 400; user++) {
    alike.add(user % 2 === 0 ? 21 : 19, 10);
    lumped.add(user % 20 === 0 ? 400 : 0, 10);
  }
  const [one, other] = [alike.finding('x'), lumped.finding('x')];
  expect([one.observed, other.observed]).toEqual([2, 2]);
  expect(other.tolerance).toBeGreaterThan(20 * one.tolerance);
});

test('what is beyond is outside, and of few users nothing is said', () => {
  const ratio = (users: number, amount: number): string => {
    const made = new Ratio(2);
    for (let user = 0; user < users; user++) made.add(amount + (user % 2 === 0 ? 1 : -1), 10);
    return made.finding('x').verdict;
  };
  expect([ratio(1000, 20), ratio(1000, 21), ratio(99, 30)]).toEqual(['within', 'outside', 'too few']);
});

test('everything may be shown by another unit', () => {
  const ratio = new Ratio(3);
  for (let user = 0; user < 200; user++) ratio.add(3 + (user % 2), 1);
  expect(ratio.finding('x', 3)).toMatchObject({ configured: 1, observed: 3.5 / 3 });
});
