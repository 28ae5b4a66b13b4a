import type { Check } from '../check.js';
import { eventsWithMessage, law } from '../law.js';

/** The start marker is `true`, or it is not there. */
export const startIsTrue: Check = {
  id: 'start-is-true',
  title: 'sessionStart is true or absent, and nothing else',
  run({ observed }) {
    return law({
      check: this.id,
      requirement: 'SES-START-004',
      events: eventsWithMessage(observed),
      nothing: 'no message was sent',
      breaks: ({ sessionStart }) =>
        sessionStart === undefined || sessionStart === true
          ? undefined
          : `sessionStart is ${JSON.stringify(sessionStart)}`,
    });
  },
};
