import { messagesOf, withMessageAfter } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const doubleMessage: Tampering = {
  id: 'double-message',
  title: 'the first message is sent twice',
  needs: 'a message',
  apply(trace) {
    const [first] = messagesOf(trace);
    return first === undefined ? undefined : withMessageAfter(trace, first, first);
  },
};
