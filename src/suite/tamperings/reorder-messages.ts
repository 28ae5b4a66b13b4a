import { messagesOf, withMessageAfter, withoutMessage } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const reorderMessages: Tampering = {
  id: 'reorder-messages',
  title: 'the second message overtakes the first',
  needs: 'a client with two messages',
  apply(trace) {
    const [first, ...others] = messagesOf(trace);
    const second = others.find(({ device, client }) => device === first?.device && client === first.client);
    if (first === undefined || second === undefined) return undefined;
    // Held back, and not sent before its time: a message cannot leave before its call.
    return withoutMessage(withMessageAfter(trace, first, second), first);
  },
};
