import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { textColumns } from '../../../src/warehouse/read/column-choice.js';
import { PartedEvents } from '../../../src/warehouse/sessionize/parted-events.js';
import { batchOf } from '../given-events.js';

const folder = mkdtempSync(path.join(tmpdir(), 'lapse-parts-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** More of one user than lie together in memory, and some of others. */
const given = Array.from({ length: 9_000 }, (_, place) => ({
  user: place % 3 === 0 ? 1 + place : 129,
  timeMs: place * 7,
  campaign: place % 5,
  page: place % 11,
  event: place % 2,
}));

describe.each([
  ['in memory', undefined],
  ['in files from the beginning', 0],
  ['in files from the middle on', 4_000],
])('events in parts, %s', (_, spilledAt) => {
  test('are all there, those of a part in their order and with where they came from', () => {
    const events = new PartedEvents(new Set(textColumns), true);
    for (let from = 0; from < given.length; from += 1_000) {
      if (from === spilledAt) events.spill(mkdtempSync(path.join(folder, 'spilled-')));
      events.add(batchOf(given.slice(from, from + 1_000)), from);
    }
    expect(events.isSpilled).toBe(spilledAt !== undefined);
    const found: number[] = [];
    for (const { lowest, batches, origins } of events.parts()) {
      const places: number[] = [];
      for (const [index, { length, users, timesMs, campaigns, pages, events: names }] of batches.entries()) {
        for (let at = 0; at < length; at++) {
          const place = origins[index]?.[at] ?? -1;
          places.push(place);
          const row = { user: users[at], timeMs: timesMs[at], campaign: campaigns?.[at], page: pages?.[at] };
          expect({ ...row, event: names?.[at] }).toEqual(given[place]);
          expect((users[at] as number) % 2 ** lowest.bits).toBe(lowest.part);
        }
      }
      expect(places).toEqual(places.toSorted((one, other) => one - other));
      found.push(...places);
    }
    events.close();
    expect(found.toSorted((one, other) => one - other)).toEqual(given.map((__, place) => place));
  });
});
