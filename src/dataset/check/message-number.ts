import { type EventRow, messageIdOf, type VisitRow } from '../rows.js';

/** The number of a message within its visit, from 0 on: the last group of digits of its id. */
export function messageNumber(event: EventRow): number {
  const messageId = messageIdOf(event);
  return Number.parseInt(messageId.slice(messageId.lastIndexOf('-') + 1), 16);
}

/** Whether nothing happened on the device between two of its events, neither in a visit nor in one between. */
export function areNeighbours(one: EventRow, other: EventRow, visits: readonly VisitRow[]): boolean {
  if (one.visit === other.visit) return messageNumber(other) === messageNumber(one) + 1;
  const isLast = messageNumber(one) + 1 === visits[one.visit]?.events;
  const between = visits.slice(one.visit + 1, other.visit);
  return isLast && messageNumber(other) === 0 && between.every(({ deviceId }) => deviceId !== one.deviceId);
}
