import fc from 'fast-check';
import { expect, test } from 'vitest';
import { textColumns } from '../../../src/warehouse/read/column-choice.js';
import { sortByUser } from '../../../src/warehouse/sessionize/by-user.js';
import { batchOf, givenEvents } from '../given-events.js';

test.each([0, 7])(
  'events are put in the order of users whose codes share %i bits, and of time, and those of one instant keep theirs',
  (bits) => {
    // As the users of a part have them.
    const part = bits === 0 ? 0 : 5;
    const cut = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(givenEvents(200), cut, fc.infiniteStream(fc.nat()), (events, at, keys) => {
        const shuffled = events
          .map((event) => ({ event, key: Number(keys.next().value) }))
          .toSorted((one, other) => one.key - other.key)
          .map(({ event }) => ({ ...event, user: (event.user << bits) | part }));
        const batches = [batchOf(shuffled.slice(0, at)), batchOf(shuffled.slice(at))];
        const { events: sorted, origins } = sortByUser(
          batches,
          { greatest: 5 << bits, lowest: { bits, part } },
          new Set(textColumns),
        );
        const wanted = shuffled
          .map((event, origin) => ({ ...event, origin }))
          .toSorted((one, other) => one.user - other.user || one.timeMs - other.timeMs || one.origin - other.origin);
        const found = Array.from({ length: sorted.length }, (_, place) => ({
          user: sorted.users[place],
          timeMs: sorted.timesMs[place],
          campaign: sorted.campaigns?.[place],
          page: sorted.pages?.[place],
          event: sorted.events?.[place],
          origin: origins[place],
        }));
        expect(found).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  },
);
