import type { Mutant } from '../mutant.js';

export const markerNeverCleared: Mutant = {
  id: 'marker-never-cleared',
  title: 'every message of a session carries the start marker',
  source: 'segmentio/analytics-react-native#1329: the start of a session is reported more than once',
  link: 'https://github.com/segmentio/analytics-react-native/pull/1329',
  family: 'rudderstack-web',
  requirement: 'SES-START-002',
  check: 'start-once',
  apply: (rules) => ({ ...rules, marksStart: () => true }),
};
