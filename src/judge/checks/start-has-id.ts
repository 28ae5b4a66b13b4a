import type { Check } from '../check.js';
import { eventsWithMessage, law } from '../law.js';

/** A start marker implies an id: the start of what, otherwise? */
export const startHasId: Check = {
  id: 'start-has-id',
  title: 'a start marker never travels without a session id',
  run({ observed }) {
    return law({
      check: this.id,
      requirement: 'SES-START-003',
      events: eventsWithMessage(observed),
      nothing: 'no message was sent',
      breaks: (event) =>
        event.sessionStart !== undefined && event.sessionId === undefined
          ? `sessionStart ${JSON.stringify(event.sessionStart)} without sessionId`
          : undefined,
    });
  },
};
