import { expect, test } from 'vitest';
import { whyNotApplicable } from '../../src/scenario/cases.js';
import { web } from './scenario-input.js';

test.each([
  [{ platform: 'any' }, undefined],
  [{ platform: 'web', given: {} }, undefined],
  [{ platform: 'web', given: { boundary: 'exclusive', cutOffDefaultMs: 43_200_000 } }, undefined],
  [{ platform: 'mobile' }, 'it is for mobile, and the policy rudderstack-web for web'],
  [
    { platform: 'web', given: { boundary: 'inclusive' } },
    'it is for boundary "inclusive", and the policy rudderstack-web has "exclusive"',
  ],
] as const)('whether %j applies', (scenario, reason) => {
  expect(whyNotApplicable(scenario, web)).toBe(reason);
});
