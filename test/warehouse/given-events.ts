import fc from 'fast-check';
import { textColumns } from '../../src/warehouse/read/column-choice.js';
import { type EventBatch, newBatch } from '../../src/warehouse/read/event-batch.js';
import type { SessionRules } from '../../src/warehouse/session-rules.js';

/** An event as the tests of the warehouse draw them; texts are numbers, and 0 is none. */
export interface Given {
  readonly user: number;
  readonly timeMs: number;
  readonly campaign: number;
  readonly page: number;
  readonly event: number;
}

export const timeoutMs = 1_800_000;
export const capMs = 3 * timeoutMs;
const startMs = Date.parse('2026-03-28T20:00:00Z');

/** Gaps that lie about the boundaries of the rules, none at all, and a few others. */
const gapMs = fc.oneof(
  fc.constantFrom(0, 0, 1, timeoutMs - 1, timeoutMs, timeoutMs + 1, capMs - timeoutMs, capMs, 4 * 3_600_000),
  fc.integer({ min: 0, max: 2 * timeoutMs }),
);

/** Up to so many events of up to four users, planted so that ties and exact boundaries are among them. */
export function givenEvents(maxLength: number): fc.Arbitrary<Given[]> {
  const event = fc.record({
    user: fc.integer({ min: 1, max: 4 }),
    gapMs,
    campaign: fc.constantFrom(0, 0, 0, 1, 2),
    page: fc.constantFrom(0, 1, 2, 3),
    event: fc.constantFrom(1, 2),
  });
  return fc.array(event, { minLength: 1, maxLength, size: 'max' }).map((events) => {
    const lastMs = new Map<number, number>();
    return events.map(({ gapMs: gap, ...rest }) => {
      const timeMs = (lastMs.get(rest.user) ?? startMs) + gap;
      lastMs.set(rest.user, timeMs);
      return { ...rest, timeMs };
    });
  });
}

const boundary = fc.constantFrom('exclusive' as const, 'inclusive' as const);

/** All combinations of rules. */
export const givenRules: fc.Arbitrary<SessionRules> = fc
  .record({
    boundary,
    cap: fc.option(fc.record({ maximumMs: fc.constantFrom(capMs, timeoutMs), boundary }), { nil: undefined }),
    midnightZone: fc.constantFrom(undefined, 'UTC', 'Europe/Berlin', 'America/St_Johns'),
    splitsAtCampaign: fc.boolean(),
  })
  .map(({ cap, midnightZone, ...rest }) => ({
    timeoutMs,
    ...rest,
    ...(cap === undefined ? {} : { cap }),
    ...(midnightZone === undefined ? {} : { midnightZone }),
  }));

/** Events side by side, with all columns. */
export function batchOf(events: readonly Given[]): EventBatch {
  const batch = newBatch(new Set(textColumns), events.length);
  batch.length = events.length;
  for (const [place, { user, timeMs, campaign, page, event }] of events.entries()) {
    batch.users[place] = user;
    batch.timesMs[place] = timeMs;
    batch.campaigns?.set([campaign], place);
    batch.pages?.set([page], place);
    batch.events?.set([event], place);
  }
  return batch;
}
