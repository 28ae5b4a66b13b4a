import { expect, test } from 'vitest';
import { readFuzzed } from './fuzzed-input.js';

// A hundred thousand are read in test/full/.
test.each([
  ['scenario', 1_400],
  ['requirement', 200],
  ['policy', 200],
  ['deviation', 200],
] as const)('every input is accepted or told what is wrong with it: %s', { timeout: 60_000 }, (kind, count) => {
  const { accepted, refused, messages } = readFuzzed(kind, count, 1);
  expect(accepted + refused).toBe(count);
  expect(refused).toBeGreaterThan(count / 2);
  // The inputs are of many kinds, and so are the messages.
  expect(messages.size).toBeGreaterThan(20);
});
