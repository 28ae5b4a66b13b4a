import type { Mutant } from '../mutant.js';

export const idIsACounter: Mutant = {
  id: 'id-is-a-counter',
  title: 'session ids count up from a fixed number',
  source: 'snowplow/snowplow-ios-tracker#616: the index of a session, which has another beginning than was documented',
  link: 'https://github.com/snowplow/snowplow-ios-tracker/issues/616',
  family: 'rudderstack-web',
  requirement: 'SES-ID-002',
  check: 'expected-id',
  apply: (rules) => ({ ...rules, nextId: (_nowMs, issuedIds) => 1_000_000_000 + issuedIds.length }),
};
