import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stepWords } from '../../src/scenario/steps.js';
import { packageRoot, packageVersion } from '../../src/spec/package-root.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { editions, sections } from '../../src/spec/requirements.js';

const schema = (name: string) =>
  JSON.parse(readFileSync(join(packageRoot, `spec/schemas/${name}.schema.json`), 'utf8'));

test('the package is found from its own code', () => {
  expect(packageRoot).toBe(process.cwd());
  expect(packageVersion).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
});

test('the schemas and the code know the same sections, editions, policy keys and steps', () => {
  const requirement = schema('requirement');
  expect(requirement.properties.section.enum).toEqual([...sections]);
  expect(requirement.$defs.requirement.properties.editions.items.enum).toEqual([...editions]);
  const policy = schema('policy');
  const keys = Object.keys(loadPolicy('rudderstack-web').values).sort();
  expect([...policy.properties.values.required].sort()).toEqual(keys);
  expect(Object.keys(policy.properties.values.properties).sort()).toEqual(keys);
  expect(Object.keys(policy.$defs.given.properties).sort()).toEqual(keys);
  const choices: { required: string[] }[] = schema('scenario').$defs.keyedStep.oneOf;
  expect(choices.flatMap(({ required }) => required).sort()).toEqual([...stepWords].sort());
});
