import { sessionFields } from '../../wire/session-fields.js';
import { messagesOf, withBodies, withContext } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const changeId: Tampering = {
  id: 'change-id',
  title: 'a message in the middle of a session has another id',
  needs: 'a session with an unmarked message',
  apply(trace) {
    const later = messagesOf(trace).findLast(({ body }) => {
      const { sessionId, sessionStart } = sessionFields(body);
      return typeof sessionId === 'number' && sessionStart === undefined;
    });
    if (later === undefined) return undefined;
    return withBodies(trace, (message) =>
      message === later
        ? withContext(message.body, { sessionId: Number(sessionFields(message.body).sessionId) + 1 })
        : message.body,
    );
  },
};
