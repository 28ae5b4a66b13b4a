import type { Mutant } from '../mutant.js';

export const idsCountDown: Mutant = {
  id: 'ids-count-down',
  title: 'sessions that begin in the same millisecond get ids that go down',
  source:
    'snowplow/snowplow-ios-tracker#616 and #497, snowplow/snowplow#1629, snowplow/snowplow-android-tracker#184: the index of the session is wrong or goes down',
  link: 'https://github.com/snowplow/snowplow/issues/1629',
  family: 'rudderstack-web',
  requirement: 'SES-ID-005',
  check: 'ids-in-order',
  apply: (rules) => ({
    ...rules,
    nextId(nowMs, issuedIds) {
      let id = rules.nextId(nowMs, []);
      while (issuedIds.includes(id)) id -= 1;
      return id;
    },
  }),
};
