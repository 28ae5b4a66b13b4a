import type { VerifyEvent } from './event.js';

/**
 * Rows of a table on which something still holds, so few that it does not hold without any one or any two of them.
 * @param holds is asked only about rows of this table, in their order
 */
export async function fewestRows(
  events: readonly VerifyEvent[],
  holds: (events: readonly VerifyEvent[]) => Promise<boolean>,
): Promise<readonly VerifyEvent[]> {
  for (let dropped = 1; dropped <= 2 && dropped < events.length; dropped += 1) {
    for (const rest of without(events, dropped)) {
      if (await holds(rest)) return fewestRows(rest, holds);
    }
  }
  return events;
}

function* without(events: readonly VerifyEvent[], count: 1 | 2 | number): Generator<readonly VerifyEvent[]> {
  for (let one = 0; one < events.length; one += 1) {
    const rest = events.toSpliced(one, 1);
    if (count === 1) yield rest;
    else for (let other = one; other < rest.length; other += 1) yield rest.toSpliced(other, 1);
  }
}
