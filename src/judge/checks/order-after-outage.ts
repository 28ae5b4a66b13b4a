import type { Check } from '../check.js';
import { hasOutage } from '../due.js';
import { eventsWithMessage, law } from '../law.js';
import { firstOvertaken } from '../order.js';

/** An event that had to be sent again has not been overtaken meanwhile. */
export const orderAfterOutage: Check = {
  id: 'order-after-outage',
  title: 'after an outage, too, messages arrive in the order of the calls',
  run({ observed }) {
    if (!hasOutage(observed)) return [];
    const events = eventsWithMessage(observed);
    const overtaken = firstOvertaken(events);
    return law({
      check: this.id,
      requirement: 'SES-WIRE-010',
      events,
      nothing: 'no message was delivered',
      breaks: (event) => (event === overtaken ? 'its message arrived before that of an earlier call' : undefined),
    });
  },
};
