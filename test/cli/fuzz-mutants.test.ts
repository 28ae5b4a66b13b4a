import { expect, test } from 'vitest';
import { withFuzzing } from '../../src/cli/fuzz-mutants.js';
import { allMutants } from '../../src/mutants/museum/index.js';
import { faultOf } from '../../src/mutants/score.js';
import { mutantOutcome, mutationScore } from '../report/mutation-fixture.js';

test('each mutant is looked for under its own family and edition, and what is not found is absent', async () => {
  const ids = ['reset-keeps-the-session', 'one-millisecond-early', 'campaign-dropped'];
  const mutants = ids.flatMap((id) => allMutants.filter((each) => each.id === id));
  const outcomes = mutants.map((mutant) => mutantOutcome({ mutant: faultOf(mutant), witnesses: [] }));
  expect(outcomes.map(({ mutant }) => mutant.edition)).toEqual(['2026-11', '2022-12', '2026-11']);
  const told: number[] = [];
  const score = await withFuzzing(mutationScore({ outcomes }), mutants, {
    runs: 100,
    seed: 1,
    onProgress: (done) => told.push(done),
  });
  expect(score.fuzzed).toEqual({ runs: 100, seed: 1 });
  expect(score.outcomes.map(({ found }) => found?.check)).toEqual(['engine-opinion', 'engine-opinion', undefined]);
  for (const { found } of score.outcomes.slice(0, 2)) expect(found?.steps).toBeLessThanOrEqual(6);
  expect(told).toEqual([1, 2, 3]);
});
