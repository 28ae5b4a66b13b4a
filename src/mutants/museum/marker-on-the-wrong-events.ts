import type { Mutant } from '../mutant.js';

export const markerOnTheWrongEvents: Mutant = {
  id: 'marker-on-the-wrong-events',
  title: 'every message of a session but its first carries the start marker',
  source: 'a plain slip: a condition the wrong way round',
  family: 'rudderstack-web',
  requirement: 'SES-START-001',
  check: 'start-first',
  apply: (rules) => ({ ...rules, marksStart: (session) => !rules.marksStart(session) }),
};
