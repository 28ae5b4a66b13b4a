import type { Mutant } from '../mutant.js';

export const onlyTheFirstSessionIsMarked: Mutant = {
  id: 'only-the-first-session-is-marked',
  title: 'a session that follows another one has no start marker',
  source: 'snowplow/snowplow-android-tracker#257: the first event of a session is noted anew only in the background',
  link: 'https://github.com/snowplow/snowplow-android-tracker/issues/257',
  family: 'rudderstack-web',
  requirement: 'SES-START-001',
  check: 'start-first',
  apply: (rules) => ({
    ...rules,
    onBegin: (session, previous) => ({ ...rules.onBegin(session, previous), startPending: previous === undefined }),
  }),
};
