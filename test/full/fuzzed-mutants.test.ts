import { expect, test } from 'vitest';
import { type FoundFault, fuzzMutant } from '../../src/fuzz/fuzz-mutant.js';
import { allMutants } from '../../src/mutants/museum/index.js';

// The promise: generated timelines find nearly every fault without a scenario, and what they find is small.
test('at least 95 % of the mutants are found within 20,000 timelines, and shrunk to 8 steps or fewer, median 4', async () => {
  const found: FoundFault[] = [];
  const missed: string[] = [];
  for (const mutant of allMutants) {
    const fault = await fuzzMutant(mutant, { runs: 20_000, seed: 1 });
    if (fault === undefined) missed.push(mutant.id);
    else found.push(fault);
  }
  // Neither a law nor the opinion on sessions is about what they break.
  expect(missed).toEqual(expectedToBeMissed);
  expect(found.length / allMutants.length).toBeGreaterThanOrEqual(0.95);
  const steps = found.map(({ shrunkSteps }) => shrunkSteps).sort((a, b) => a - b);
  expect(steps.at(-1)).toBeLessThanOrEqual(8);
  expect(steps[Math.floor(steps.length / 2)]).toBeLessThanOrEqual(4);
}, 1_800_000);

const expectedToBeMissed = ['campaign-dropped', 'ids-in-seconds', 'short-timeout-without-a-word'];
