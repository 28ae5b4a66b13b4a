import { expect, test } from 'vitest';
import { allChecks } from '../../../src/judge/checks/index.js';
import { allMutants } from '../../../src/mutants/museum/index.js';
import { faultOf } from '../../../src/mutants/score.js';
import { listPolicies } from '../../../src/spec/policies.js';
import { loadRequirements } from '../../../src/spec/requirements.js';
import { filesBelow } from '../../house/source-files.js';

const registry = loadRequirements();
const checks = allChecks.map(({ id }) => id);

test('the index lists every file, by its id, once', () => {
  const files = filesBelow(['src/mutants/museum'], /\.ts$/)
    .map(({ name }) => name.replace(/^.*\/|\.ts$/g, ''))
    .filter((name) => name !== 'index');
  expect(allMutants.map(({ id }) => id)).toEqual(files);
});

test.each([...allMutants])('$id names what there is', (mutant) => {
  const { family, requirement, check, edition } = faultOf(mutant);
  expect(listPolicies()).toContain(family);
  expect(registry.byId.get(requirement)?.editions).toContain(edition);
  expect(checks).toContain(check);
});
