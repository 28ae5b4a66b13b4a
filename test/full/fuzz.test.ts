import { describe, expect, test } from 'vitest';
import { type FuzzOptions, fuzz } from '../../src/fuzz/fuzz.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { editions, loadRequirements } from '../../src/spec/requirements.js';
import { listTargets } from '../../src/target/index.js';

const engines = listTargets().filter((name) => name.startsWith('reference:'));
const registry = loadRequirements();

function optionsFor(target: string, edition: string): FuzzOptions {
  const policy = loadPolicy(target.replace(/^(reference|model):/, ''));
  return {
    target,
    bench: { registry, policy, edition, deviations: [] },
    seed: 1,
    runs: 20_000,
    steps: 40,
    jobs: 1,
    keepGoing: true,
    twice: false,
    fullStepping: false,
    cases: [],
    isCorpus: () => true,
    fileFor: (slug) => `scenarios/corpus/${slug}.yaml`,
    commandFor: (runs) => `npx lapse fuzz --runs ${runs}`,
  };
}

describe.each(editions)('edition %s', (edition) => {
  // What was announced is no policy for what is documented today: it accepts ids that today are too short.
  const judged = engines.filter((name) => edition === '2022-12' || !name.includes('announcement'));

  test.each(judged)(
    '%s keeps all laws in 20,000 timelines',
    async (target) => {
      const { failures, faults, discarded, runs } = await fuzz(optionsFor(target, edition));
      expect(failures.map(({ case: { id } }) => id)).toEqual([]);
      expect([faults, discarded]).toEqual([[], []]);
      expect(runs).toBe(20_000);
    },
    600_000,
  );
});

// Some causes of a model take many steps to come about at all. The small ones that only share their instant with another
// session are one cause, and counted once.
const mostSteps = 20;
const medianSteps = 7;

test.each(listTargets().filter((name) => name.startsWith('model:')))(
  '%s: what is found is small, and no fault of Lapse comes up',
  async (target) => {
    const { failures, faults } = await fuzz({ ...optionsFor(target, '2026-11'), runs: 2_000 });
    expect(faults).toEqual([]);
    expect(failures.length).toBeGreaterThan(0);
    const steps = failures.map((failure) => failure.steps).sort((a, b) => a - b);
    expect(steps.at(-1)).toBeLessThanOrEqual(mostSteps);
    expect(steps[Math.floor(steps.length / 2)]).toBeLessThanOrEqual(medianSteps);
  },
  600_000,
);
