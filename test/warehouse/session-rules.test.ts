import { expect, test } from 'vitest';
import { loadPolicy } from '../../src/spec/policies.js';
import { rulesOfPolicy } from '../../src/warehouse/session-rules.js';

test('a policy gives its timeout and its boundary, and no cap that nobody asked for', () => {
  const rulesOf = (policy: string) => rulesOfPolicy(loadPolicy(policy).values);
  expect(rulesOf('announcement-web')).toEqual({ timeoutMs: 1_800_000, boundary: 'inclusive' });
  expect(rulesOf('rudderstack-web')).toEqual({ timeoutMs: 1_800_000, boundary: 'exclusive' });
  expect(rulesOf('rudderstack-android').timeoutMs).toBe(300_000);
});
