import { describe, expect, test } from 'vitest';
import { allCases } from '../../src/scenario/cases.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { listPolicies, loadPolicy, type PolicyKey } from '../../src/spec/policies.js';
import { editions, loadRequirements } from '../../src/spec/requirements.js';
import { whySkipped } from '../../src/suite/applicability.js';

const registry = loadRequirements();
const files = loadScenarioFiles();

test.each(listPolicies())('all scenarios of the package make cases under %s, each with an id of its own', (policy) => {
  const cases = allCases(files, loadPolicy(policy));
  expect(cases.length).toBeGreaterThan(0);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
});

describe.each(editions)('every web and common requirement of the edition %s', (edition) => {
  const policy = loadPolicy('rudderstack-web');
  const played = allCases(files, policy).filter(
    (scenario) => whySkipped(scenario, policy, { registry, policy, edition, deviations: [] }) === undefined,
  );
  const tested = new Set(played.flatMap(({ requirements }) => requirements));
  const due = [...registry.byId.values()].filter(
    (each) => each.editions.includes(edition) && each.platform !== 'mobile',
  );

  test('is tested by a scenario that is played, or excluded with a reason', () => {
    expect(due.filter(({ id, excluded }) => !tested.has(id) && excluded === undefined).map(({ id }) => id)).toEqual([]);
    expect(due.length).toBeGreaterThan(50);
  });

  test('is not excluded any more once it is tested', () => {
    expect(due.filter(({ id, excluded }) => tested.has(id) && excluded !== undefined).map(({ id }) => id)).toEqual([]);
  });

  // Whoever changes an observed value of the policy would otherwise no longer test the requirement at all.
  test('is tested by a scenario that rests on no observed value of the policy', () => {
    const resting = new Set(
      played
        .filter(({ given }) => Object.keys(given).every((key) => policy.basisOf[key as PolicyKey] === 'documented'))
        .flatMap(({ requirements }) => requirements),
    );
    expect(due.filter(({ id }) => tested.has(id) && !resting.has(id)).map(({ id }) => id)).toEqual([]);
  });
});
