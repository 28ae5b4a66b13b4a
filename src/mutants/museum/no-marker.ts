import type { Mutant } from '../mutant.js';

export const noMarker: Mutant = {
  id: 'no-marker',
  title: 'no message ever carries the start marker',
  source: 'a plain slip: a flag that nobody sets',
  family: 'rudderstack-web',
  requirement: 'SES-START-001',
  check: 'start-first',
  apply: (rules) => ({ ...rules, marksStart: () => false }),
};
