import { expect, test } from 'vitest';
import { rulesFor } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import { judgePlayed } from '../../src/suite/judge-played.js';
import { resultOfOne } from '../../src/suite/result-of-one.js';
import { bench } from '../judge/bench.js';
import { caseOf, load, track } from '../judge/fixture.js';
import { runResult } from '../report/fixture.js';

test('one case that was judged is the result of a run, with its coverage and the branches that it took', () => {
  const scenario = caseOf([load, track('one')], { 1: { session: 'first', start: 'true' } });
  const trace = simulate(scenario.timeline, bench.policy, rulesFor(bench.policy, bench.edition));
  const judged = judgePlayed(scenario, { trace }, 'example', bench);
  const { target } = runResult();
  const result = resultOfOne(judged, { target, probes: [], seed: 7, bench, onRecord: bench, asOf: '2026-11-26' });
  expect(result).toMatchObject({ target, edition: bench.edition, policy: bench.policy.id, seed: 7, overdue: [] });
  expect(result.cases).toEqual([judged.result]);
  const covered = result.coverage.filter(({ outcome }) => outcome === 'conforms').map(({ requirement }) => requirement);
  expect(covered).toEqual(expect.arrayContaining([...scenario.requirements]));
  expect(result.branches.filter(({ outcome }) => outcome === 'reached').length).toBeGreaterThan(3);
});
