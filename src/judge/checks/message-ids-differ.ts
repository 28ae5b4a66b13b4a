import type { Json } from '../../record/timeline.js';
import type { Check } from '../check.js';
import { eventsWithMessage, law } from '../law.js';

/** Whoever removes doubles by the id of a message would remove one that is no double. */
export const messageIdsDiffer: Check = {
  id: 'message-ids-differ',
  title: 'no two messages have the same messageId',
  run({ observed }) {
    const stepOf = new Map<Json | undefined, number>();
    return law({
      check: this.id,
      requirement: 'SES-WIRE-006',
      events: eventsWithMessage(observed).filter(({ message }) => message?.body.messageId !== undefined),
      nothing: 'no message with a messageId was seen',
      breaks: ({ message, step }) => {
        const messageId = message?.body.messageId;
        const earlier = stepOf.get(messageId);
        stepOf.set(messageId, step);
        return earlier === undefined
          ? undefined
          : { what: `messageId ${JSON.stringify(messageId)} is that of an earlier message`, relatedSteps: [earlier] };
      },
    });
  },
};
