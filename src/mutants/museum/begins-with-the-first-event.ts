import type { Mutant } from '../mutant.js';

export const beginsWithTheFirstEvent: Mutant = {
  id: 'begins-with-the-first-event',
  title: 'an automatic session takes its id from its first event, not from the initialisation of the SDK',
  source:
    'the announcement of 20 December 2022, which a later documentation has replaced: an SDK that was never changed',
  link: 'https://www.rudderstack.com/docs/sources/event-streams/sdks/session-tracking/faq',
  family: 'rudderstack-web',
  requirement: 'SES-ID-002',
  check: 'expected-id',
  apply: (rules) => ({ ...rules, beginsAt: 'first-event' }),
};
