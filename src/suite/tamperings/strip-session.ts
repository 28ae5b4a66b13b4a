import { sessionFields } from '../../wire/session-fields.js';
import { messagesOf, withBodies, withContext } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const stripSession: Tampering = {
  id: 'strip-session',
  title: 'no message has its session fields',
  needs: 'a message with a session id',
  // Without session tracking there is no session, and no law wants one.
  saysSo: ({ expectations }) => [...expectations.values()].some(({ session }) => (session ?? 'none') !== 'none'),
  apply(trace) {
    if (!messagesOf(trace).some(({ body }) => sessionFields(body).sessionId !== undefined)) return undefined;
    return withBodies(trace, ({ body }) => withContext(body, { sessionId: undefined, sessionStart: undefined }));
  },
};
