import type { EventRow, UserData } from '../rows.js';

/** What a visit did, state by state, as its events show it. */
export interface VisitPath {
  readonly journey: string;
  readonly cohort: string;
  /** In true order, without duplicates and without calls that belong to no state's event, such as `identify`. */
  readonly events: readonly EventRow[];
  /** Whether the visit went its own way: no crash cut it off, and no event of it was lost. */
  readonly isWhole: boolean;
  readonly hasCrashed: boolean;
}

/** The visits of a user that follow their journeys; a bot follows none. */
export function visitPaths({ user, visits, events }: UserData): VisitPath[] {
  if (user.isBot) return [];
  const byVisit = visits.map((): EventRow[] => []);
  const crashed = new Set<number>();
  for (const event of events) {
    if (event.dirt.afterCrash) crashed.add(event.visit);
    if (event.type !== 'identify' && !event.dirt.duplicate) byVisit[event.visit]?.push(event);
  }
  return visits.map(({ journey, cohort, events: meant }, index) => {
    const path = (byVisit[index] ?? []).sort((one, other) => one.trueTimestampMs - other.trueTimestampMs);
    const hasCrashed = crashed.has(index);
    return { journey, cohort, events: path, isWhole: !hasCrashed && path.length === meant, hasCrashed };
  });
}
