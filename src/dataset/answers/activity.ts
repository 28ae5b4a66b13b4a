import type { EventRow, UserData } from '../rows.js';

/** What an analyst has of each device: its events without duplicates, in the order of their timestamps. */
export function eventsByDevice({ events }: UserData): Map<string, EventRow[]> {
  const devices = new Map<string, EventRow[]>();
  for (const event of events) {
    if (event.dirt.duplicate) continue;
    const known = devices.get(event.deviceId);
    if (known === undefined) devices.set(event.deviceId, [event]);
    else known.push(event);
  }
  for (const device of devices.values()) device.sort((one, other) => one.timestampMs - other.timestampMs);
  return devices;
}

/**
 * Cuts the events of a device into sessions.
 * @param endsBefore whether the event begins another session
 */
export function cut(
  events: readonly EventRow[],
  endsBefore: (session: readonly EventRow[], event: EventRow) => boolean,
): EventRow[][] {
  const sessions: EventRow[][] = [];
  for (const event of events) {
    const session = sessions.at(-1);
    if (session === undefined || endsBefore(session, event)) sessions.push([event]);
    else session.push(event);
  }
  return sessions;
}

/** Without an event for longer than this, a session has ended. */
export function afterPause(timeoutMs: number): (session: readonly EventRow[], event: EventRow) => boolean {
  return (session, event) => event.timestampMs - (session.at(-1)?.timestampMs ?? 0) > timeoutMs;
}

/** A session is as long as this from its first event on, whatever happens in it. */
export function afterDuration(durationMs: number): (session: readonly EventRow[], event: EventRow) => boolean {
  return (session, event) => event.timestampMs - (session[0]?.timestampMs ?? 0) >= durationMs;
}
