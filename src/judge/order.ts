import type { ObservedEvent } from './observation.js';

/** The first event, in call order, whose message was delivered before that of an earlier call of its client. */
export function firstOvertaken(events: readonly ObservedEvent[]): ObservedEvent | undefined {
  const last = new Map<string, number>();
  return events.find(({ device, client, message }) => {
    const key = JSON.stringify([device, client]);
    const position = message?.message ?? 0;
    const overtaken = position < (last.get(key) ?? -1);
    last.set(key, position);
    return overtaken;
  });
}
