import { sessionFields } from '../../wire/session-fields.js';
import { messagesOf, withBodies, withContext } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const keepId: Tampering = {
  id: 'keep-id',
  title: 'the first session never ends',
  needs: 'a device with two sessions',
  // When a session ends is what a scenario is about.
  saysSo: ({ expectations }) =>
    new Set(
      [...expectations.values()].flatMap(({ session }) =>
        session === 'none' || session === 'some' ? [] : (session ?? []),
      ),
    ).size > 1,
  apply(trace) {
    const ids = new Map<string, Set<unknown>>();
    const first = new Map<string, number>();
    for (const { device, body } of messagesOf(trace)) {
      const { sessionId } = sessionFields(body);
      if (typeof sessionId !== 'number') continue;
      if (!first.has(device)) first.set(device, sessionId);
      ids.set(device, (ids.get(device) ?? new Set()).add(sessionId));
    }
    if (![...ids.values()].some(({ size }) => size > 1)) return undefined;
    return withBodies(trace, ({ device, body }) => {
      const sessionId = first.get(device);
      const own = sessionFields(body).sessionId;
      if (own === undefined || own === sessionId) return body;
      return withContext(body, { sessionId, sessionStart: undefined });
    });
  },
};
