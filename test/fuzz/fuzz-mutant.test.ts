import { expect, test } from 'vitest';
import { fuzzMutant, type SeededFault } from '../../src/fuzz/fuzz-mutant.js';

const fault: SeededFault = {
  id: 'reset-keeps-the-session',
  title: 'reset does not renew the session',
  family: 'rudderstack-web',
  apply: (rules) => ({ ...rules, onReset: () => 'keep' }),
};

test('a seeded fault is found and shrunk to the steps that show it', async () => {
  const found = await fuzzMutant(fault, { runs: 200 });
  expect(found?.foundAtRun).toBeLessThan(50);
  expect(found?.shrunkSteps).toBeLessThanOrEqual(4);
  expect(found?.timeline.steps.map(({ action }) => action.kind)).toContain('reset');
  expect(found?.breach.signature).toBe('engine-opinion goes on');
  expect(await fuzzMutant(fault, { runs: 200 })).toEqual(found);
});

test('rules without a fault are not found to have one', async () => {
  expect(await fuzzMutant({ ...fault, apply: (rules) => rules }, { runs: 150 })).toBeUndefined();
});

test('what is broken without the fault as well says nothing of it', async () => {
  // What was announced accepts ids that today are too short, whatever is seeded into it.
  const announced = { ...fault, family: 'announcement-web', edition: '2026-11' };
  expect(await fuzzMutant({ ...announced, apply: (rules) => rules }, { runs: 100 })).toBeUndefined();
  expect((await fuzzMutant(announced, { runs: 100 }))?.breach.signature).toBe('engine-opinion goes on');
});
