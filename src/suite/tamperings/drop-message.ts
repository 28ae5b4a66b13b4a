import { messagesOf, withoutMessage } from '../edited-trace.js';
import type { Tampering } from '../tampering.js';

export const dropMessage: Tampering = {
  id: 'drop-message',
  title: 'the last message is lost',
  needs: 'a message',
  apply(trace) {
    const last = messagesOf(trace).at(-1);
    return last === undefined ? undefined : withoutMessage(trace, last);
  },
};
