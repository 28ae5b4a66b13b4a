import type { Check } from '../check.js';
import { eventsWithMessage, law } from '../law.js';

/** The start marker is a boolean, and where it would be `false` it had better not be there. */
export const startIsTrue: Check = {
  id: 'start-is-true',
  title: 'sessionStart is true or absent, and nothing else',
  run({ observed }) {
    const common = { check: this.id, events: eventsWithMessage(observed), nothing: 'no message was sent' };
    return [
      ...law({
        ...common,
        requirement: 'SES-START-005',
        breaks: ({ sessionStart }) =>
          sessionStart === undefined || typeof sessionStart === 'boolean'
            ? undefined
            : `sessionStart is ${JSON.stringify(sessionStart)}`,
      }),
      ...law({
        ...common,
        requirement: 'SES-START-004',
        breaks: ({ sessionStart }) => (sessionStart === false ? 'sessionStart is false' : undefined),
      }),
    ];
  },
};
