import { sessionFields } from '../../wire/session-fields.js';
import { messagesOf, withBodies, withContext } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const textId: Tampering = {
  id: 'text-id',
  title: 'the session ids are texts',
  needs: 'a message with a numeric session id',
  apply(trace) {
    if (!messagesOf(trace).some(({ body }) => typeof sessionFields(body).sessionId === 'number')) return undefined;
    return withBodies(trace, ({ body }) => {
      const { sessionId } = sessionFields(body);
      return sessionId === undefined ? body : withContext(body, { sessionId: String(sessionId) });
    });
  },
};
