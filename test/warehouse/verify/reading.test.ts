import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SessionCutter } from '../../../src/warehouse/session-cutter.js';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';
import type { VerifyEvent } from '../../../src/warehouse/verify/event.js';
import { generatedTables } from '../../../src/warehouse/verify/generated-tables.js';
import { groupingOf } from '../../../src/warehouse/verify/grouping.js';
import { answersBy, rightReading } from '../../../src/warehouse/verify/reading.js';
import { combinations } from '../sql/generated-events.js';

/** The sessions of each user by the engine, told as the events that they begin with. */
function byEngine(rules: SessionRules, events: readonly VerifyEvent[]): string[] {
  const first = new Map<string, string>();
  for (const user of new Set(events.flatMap((event) => event.user ?? []))) {
    const cutter = new SessionCutter(rules);
    const own = events
      .filter((event) => event.user === user)
      .sort((one, other) => one.timeMs - other.timeMs || (one.id < other.id ? -1 : 1));
    let members: VerifyEvent[] = [];
    for (const event of own) {
      if (cutter.next(event) !== undefined) members = [];
      members.push(event);
      // Sessions are named by the event that is first in the table.
      const name = events.find((each) => members.includes(each))?.id ?? '';
      for (const each of members) first.set(each.id, name);
    }
  }
  return events.map(({ id }) => first.get(id) ?? 'none');
}

test.each([...combinations(1_800_000, 'exclusive'), ...combinations(1_800_000, 'inclusive')])(
  'the right reading agrees with the engine: %j',
  (rules) => {
    fc.assert(
      fc.property(generatedTables(rules), (events) => {
        expect(groupingOf(events, answersBy(rightReading(rules), events))).toEqual(byEngine(rules, events));
      }),
      { numRuns: 40 },
    );
  },
);
