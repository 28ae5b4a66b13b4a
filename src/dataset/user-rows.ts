import type { EventRow, UserRow, VisitRow } from './rows.js';
import type { Person, Visit } from './visit-player.js';

export function firstVisitOf({ number }: Person, visits: readonly VisitRow[]): number {
  return visits.find(({ person }) => person === number)?.startMs ?? 0;
}

export function visitRow({ number, person, device, cohort, startMs, campaign }: Visit, journey: string): VisitRow {
  return {
    visitId: person.visitPrefix + number,
    person: person.number,
    cohort,
    deviceId: device.traits.id,
    startMs,
    endMs: startMs,
    events: 0,
    campaign: campaign?.campaign.name,
    journey,
    converted: false,
  };
}

export function userRow(
  { number, userId }: Person,
  events: readonly EventRow[],
  { cohort, timeZone, devices, isBot }: Pick<UserRow, 'cohort' | 'timeZone' | 'devices' | 'isBot'>,
  arrivedMs: number,
  churnedMs: number | undefined,
): UserRow {
  // There are few.
  const anonymousIds: string[] = [];
  let isKnown = false;
  let before = '';
  for (let index = 0; index < events.length; index++) {
    const event = events[index] as EventRow;
    if (event.person !== number) continue;
    if (!isKnown && event.userId === userId) isKnown = true;
    if (event.anonymousId === before || event.anonymousId === '') continue;
    before = event.anonymousId;
    if (!anonymousIds.includes(before)) anonymousIds.push(before);
  }
  return {
    person: number,
    cohort,
    userId: isKnown ? userId : undefined,
    anonymousIds,
    timeZone,
    devices,
    isBot,
    arrivedMs,
    churnedMs,
  };
}
