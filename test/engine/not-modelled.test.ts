import { expect, test } from 'vitest';
import { notModelled } from '../../src/engine/not-modelled.js';
import { listPolicies } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';

const { byId } = loadRequirements();
const sdks = listPolicies().filter((id) => id.startsWith('rudderstack-'));

test('what no model shows has its families, its source and a reason', () => {
  for (const { families, source, title, because, requirements = [] } of notModelled) {
    expect(sdks, title).toEqual(expect.arrayContaining([...families]));
    expect(source, title).toMatch(/\d/);
    expect(
      requirements.filter((id) => !byId.has(id)),
      title,
    ).toEqual([]);
    expect(because.length, title).toBeGreaterThan(20);
  }
});
