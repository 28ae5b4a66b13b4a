import { originalTimestampMs } from '../../wire/session-fields.js';
import { messagesOf, withBodies } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const delayEvent: Tampering = {
  id: 'delay-event',
  title: 'the last event is dated one millisecond late',
  needs: 'a message with a timestamp',
  // Only an author knows to the millisecond when an event happened.
  saysSo: ({ expectations }) =>
    [...expectations.values()].some(({ fields }) => fields?.originalTimestamp !== undefined),
  apply(trace) {
    const last = messagesOf(trace).at(-1);
    const dateMs = last === undefined ? undefined : originalTimestampMs(last.body);
    if (dateMs === undefined) return undefined;
    const originalTimestamp = new Date(dateMs + 1).toISOString();
    return withBodies(trace, (message) => (message === last ? { ...message.body, originalTimestamp } : message.body));
  },
};
