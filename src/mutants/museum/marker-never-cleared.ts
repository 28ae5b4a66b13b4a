import type { Mutant } from '../mutant.js';

export const markerNeverCleared: Mutant = {
  id: 'marker-never-cleared',
  title: 'every message of a session carries the start marker',
  source: 'a slip of logic: the flag of the marker is read and never cleared',
  family: 'rudderstack-web',
  requirement: 'SES-START-002',
  check: 'start-once',
  apply: (rules) => ({ ...rules, marksStart: () => true }),
};
