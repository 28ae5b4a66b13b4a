import { expect, test } from 'vitest';
import { allCases } from '../../src/scenario/cases.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { listPolicies, loadPolicy } from '../../src/spec/policies.js';

test.each(listPolicies())('all scenarios of the package make cases under %s, each with an id of its own', (policy) => {
  const cases = allCases(loadScenarioFiles(), loadPolicy(policy));
  expect(cases.length).toBeGreaterThan(0);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
});
