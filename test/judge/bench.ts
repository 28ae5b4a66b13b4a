import type { Bench } from '../../src/judge/judge.js';
import { loadPolicy } from '../../src/spec/policies.js';
import { loadRequirements } from '../../src/spec/requirements.js';

/** The specification as it is, for tests that speak of requirements. */
export const bench: Bench = {
  registry: loadRequirements(),
  policy: loadPolicy('rudderstack-web'),
  edition: '2026-11',
  deviations: [],
};
