import { sessionFields } from '../../wire/session-fields.js';
import { messagesOf, withBodies, withContext } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const stripMarker: Tampering = {
  id: 'strip-marker',
  title: 'the last session loses its start marker',
  needs: 'a message with a start marker',
  apply(trace) {
    const marked = messagesOf(trace).findLast(({ body }) => sessionFields(body).sessionStart === true);
    if (marked === undefined) return undefined;
    return withBodies(trace, (message) =>
      message === marked ? withContext(message.body, { sessionStart: undefined }) : message.body,
    );
  },
};
