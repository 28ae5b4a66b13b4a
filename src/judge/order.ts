import type { ObservedEvent } from './observation.js';

/** The first event, in call order, whose message was delivered before that of an earlier call of its client. */
export function firstOvertaken(events: readonly ObservedEvent[]): ObservedEvent | undefined {
  const last = new Map<string, number>();
  return events.find(({ device, client, message }) => {
    // What never arrived has been overtaken by nobody.
    if (message === undefined) return false;
    const key = JSON.stringify([device, client]);
    const overtaken = message.message < (last.get(key) ?? -1);
    last.set(key, message.message);
    return overtaken;
  });
}
