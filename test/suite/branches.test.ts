import { describe, expect, test } from 'vitest';

import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { listPolicies, loadPolicy } from '../../src/spec/policies.js';
import { editionOf } from '../../src/spec/requirements.js';
import { BranchTally, branchesOfSuite } from '../../src/suite/branches.js';
import { bench } from '../judge/bench.js';

const web = bench.policy;

describe('the tally of branches', () => {
  test('has a row for every branch, with the scenarios that take it, sorted', () => {
    const tally = new BranchTally();
    tally.note('timeout/beyond', new Set(['event/over', 'id/milliseconds']));
    tally.note('timeout/at', new Set(['event/over']));
    const rows = new Map(tally.rows([web]).map((row) => [row.branch, row]));
    expect(rows.get('event/over')).toMatchObject({ outcome: 'reached', scenarios: ['timeout/at', 'timeout/beyond'] });
    expect(rows.get('event/live')).toMatchObject({ outcome: 'not reached', scenarios: [] });
    expect(rows.get('event/over')?.requirements).toContain('SES-TIMEOUT-003');
  });

  test('expects nothing of a branch that no policy chooses', () => {
    const outcomeUnder = (...policies: string[]) =>
      new BranchTally().rows(policies.map((id) => loadPolicy(id))).find(({ branch }) => branch === 'id/seconds')
        ?.outcome;
    expect(outcomeUnder('rudderstack-web')).toBe('chosen by no policy');
    expect(outcomeUnder('rudderstack-web', 'rudderstack-android')).toBe('not reached');
  });
});

describe('the scenarios', () => {
  const files = loadScenarioFiles();
  const benchOf = (policy: string) => ({ ...bench, policy: loadPolicy(policy), edition: editionOf(policy) });

  test('take every branch of the engine that some policy chooses', () => {
    const rows = branchesOfSuite(files, listPolicies().map(benchOf));
    expect(rows.filter(({ outcome }) => outcome === 'not reached').map(({ branch }) => branch)).toEqual([]);
    // They are tested where policies are made up: test/engine/settings.test.ts and test/engine/tracker.test.ts.
    expect(rows.filter(({ outcome }) => outcome === 'chosen by no policy').map(({ branch }) => branch)).toEqual([
      'settings/timeout-invalid-disables',
      'activity/too-late',
    ]);
  });

  test('that are skipped take none', () => {
    const mobile = files.filter(({ id }) => id.startsWith('lifecycle/'));
    const rows = branchesOfSuite(mobile, [benchOf('rudderstack-web')]);
    const scenarios = new Set(rows.flatMap((row) => row.scenarios));
    expect(scenarios.size).toBeGreaterThan(0);
    expect([...scenarios].filter((id) => id.includes('app'))).toEqual([]);
  });
});
