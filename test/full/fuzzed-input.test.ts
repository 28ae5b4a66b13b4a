import { expect, test } from 'vitest';
import { readFuzzed } from '../scenario/fuzzed-input.js';

const fourteenMinutes = 14 * 60_000;

// The promise: no input ends in anything but a scenario or a message that points at a line, and none takes long.
test.runIf(process.env.LAPSE_FULL === '1').each([
  ['scenario', 88_000, 2],
  ['requirement', 4_000, 3],
  ['policy', 4_000, 4],
  ['deviation', 4_000, 5],
] as const)(
  'a hundred thousand fuzzed inputs without a crash: %s',
  { timeout: fourteenMinutes },
  (kind, count, seed) => {
    const { accepted, refused, slowestMs } = readFuzzed(kind, count, seed);
    expect(accepted + refused).toBe(count);
    expect(slowestMs).toBeLessThan(10_000);
  },
);
