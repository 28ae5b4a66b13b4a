import { sessionFields } from '../../wire/session-fields.js';
import { messagesOf, withBodies, withContext } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const markAgain: Tampering = {
  id: 'mark-again',
  title: 'a later message of a session is marked as well',
  needs: 'a session with an unmarked message',
  apply(trace) {
    const later = messagesOf(trace).findLast(({ body }) => {
      const { sessionId, sessionStart } = sessionFields(body);
      return sessionId !== undefined && sessionStart === undefined;
    });
    if (later === undefined) return undefined;
    return withBodies(trace, (message) =>
      message === later ? withContext(message.body, { sessionStart: true }) : message.body,
    );
  },
};
