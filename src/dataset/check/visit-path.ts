import type { EventRow, UserData } from '../rows.js';

/** What a visit did, state by state, as its events show it. */
export interface VisitPath {
  readonly journey: string;
  readonly cohort: string;
  /** In true order, without duplicates and without the calls that identify. */
  readonly events: readonly EventRow[];
  /** Those of them that a pause was planted before. */
  readonly afterBoundary: ReadonlySet<EventRow>;
  /** Whether all that happened has arrived, and nothing was done to it by a fault of the SDK. */
  readonly isWhole: boolean;
}

/** The visits of a user that follow their journeys; a bot follows none. */
export function visitPaths({ user, visits, events }: UserData): VisitPath[] {
  if (user.isBot) return [];
  const byVisit = visits.map((): EventRow[] => []);
  for (const event of events) if (!event.dirt.duplicate) byVisit[event.visit]?.push(event);
  return visits.map(({ journey, cohort, events: meant }, index) => {
    const all = (byVisit[index] ?? []).sort(byTrueTime);
    const afterBoundary = new Set<EventRow>();
    let isAfter = false;
    for (const event of all) {
      // Who has to be identified first is so right before the event, and that call has the label then.
      isAfter ||= event.dirt.boundaryGap;
      if (event.type === 'identify') continue;
      if (isAfter) afterBoundary.add(event);
      isAfter = false;
    }
    const isWhole = all.length === meant && !all.some(({ dirt }) => dirt.faultySdk);
    const path = all.filter(({ type }) => type !== 'identify');
    return { journey, cohort, events: path, afterBoundary, isWhole };
  });
}

export function byTrueTime(one: EventRow, other: EventRow): number {
  return one.trueTimestampMs - other.trueTimestampMs;
}
