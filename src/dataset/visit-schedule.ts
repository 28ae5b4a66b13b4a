import type { CohortPlan } from './cohort-plan.js';
import { type Draws, purposes } from './draws.js';
import { sample } from './sampling.js';
import type { ZoneClock } from './zone-clock.js';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** More visits in a day than a person makes; a distribution without an end may ask for any number. */
export const maximumVisitsPerDay = 500;

/** When a visit is meant to begin. */
export interface PlannedVisit {
  /** The same for the same visit of the same day, however many others there are. */
  readonly key: number;
  readonly startMs: number;
}

export interface Schedule {
  readonly visits: readonly PlannedVisit[];
  /** When the user was there first: that of the first visit of one who arrives, the first day of one who was there. */
  readonly arrivedMs: number;
  /** The beginning of the day from which on the user has gone, if that is so at the end. */
  readonly churnedMs: number | undefined;
}

/** Positions in the streams of a user's days. */
const perDay = { leaving: 0, count: 1, rounding: 2, positions: 4 } as const;

/**
 * All visits that a user means to make, in the order in which they are to begin. A day is one of the user's calendar. Who
 * arrives during the dataset makes at least one visit on that day, as nobody would know of the arrival otherwise.
 * @param isBot whether there is neither day nor night, and no weekend
 */
export function scheduleVisits(
  plan: CohortPlan,
  startMs: number,
  days: number,
  user: Draws,
  person: { readonly arrives: number; readonly arrivalDay: number; readonly zone: ZoneClock; readonly isBot: boolean },
): Schedule {
  const { cohort } = plan;
  const ofDays = user.split(purposes.days, 0);
  const ofTimes = user.split(purposes.times, 0);
  const isNewcomer = person.arrives < cohort.newcomers;
  const arrivalDay = isNewcomer ? plan.arrivals.pick(person.arrivalDay) : 0;
  const firstWeekday = new Date(startMs).getUTCDay();
  // Where every day has the same, nothing is drawn.
  const everyDay = plan.visitsPerDay.kind === 'constant' ? plan.visitsPerDay.first : undefined;
  const visits: PlannedVisit[] = [];
  let awaySince: number | undefined;
  for (let day = arrivalDay; day < days; day++) {
    const at = day * perDay.positions;
    const changes = cohort.churnPerDay === 0 ? 1 : ofDays.at(at + perDay.leaving);
    if (awaySince !== undefined) {
      if (changes >= cohort.returnPerDay) continue;
      awaySince = undefined;
    } else if (day > arrivalDay && changes < cohort.churnPerDay) {
      awaySince = day;
      continue;
    }
    const rhythm = person.isBot ? 1 : (plan.weekdays[(firstWeekday + day) % 7] ?? 1);
    const wanted = (everyDay ?? sample(plan.visitsPerDay, ofDays.at(at + perDay.count))) * rhythm;
    let count = Math.floor(wanted);
    // Of two and a quarter visits, the third is made on one day in four.
    if (ofDays.at(at + perDay.rounding) < wanted - count) count += 1;
    if (isNewcomer && day === arrivalDay && count === 0) count = 1;
    count = Math.min(count, maximumVisitsPerDay);
    for (let visit = 0; visit < count; visit++) {
      const key = day * maximumVisitsPerDay + visit;
      const hour = person.isBot ? Math.floor(ofTimes.at(2 * key) * 24) : plan.hours.pick(ofTimes.at(2 * key));
      const wallMs = startMs + day * dayMs + hour * hourMs + Math.floor(ofTimes.at(2 * key + 1) * hourMs);
      visits.push({ key, startMs: person.zone.toUtc(wallMs) });
    }
  }
  if (!areInOrder(visits)) visits.sort((one, other) => one.startMs - other.startMs);
  return {
    visits,
    arrivedMs: isNewcomer ? (visits[0]?.startMs ?? startMs) : startMs,
    churnedMs: awaySince === undefined ? undefined : person.zone.toUtc(startMs + awaySince * dayMs),
  };
}

function areInOrder(visits: readonly PlannedVisit[]): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (const { startMs } of visits) {
    if (startMs < before) return false;
    before = startMs;
  }
  return true;
}
