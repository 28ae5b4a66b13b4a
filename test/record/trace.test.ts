import { expect, test } from 'vitest';
import { isAccepted } from '../../src/record/trace.js';

test.each([
  [0, false],
  [199, false],
  [200, true],
  [204, true],
  [299, true],
  [302, false],
  [429, false],
  [500, false],
])('a status of %d is an acceptance: %s', (status, accepted) => {
  expect(isAccepted({ status })).toBe(accepted);
});
