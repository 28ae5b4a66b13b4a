import fc from 'fast-check';
import { SessionCutter } from '../../../src/warehouse/session-cutter.js';
import type { SessionRules } from '../../../src/warehouse/session-rules.js';

/** A row of a table of events, as a warehouse may have it. */
export interface GeneratedEvent {
  readonly event_id: string;
  readonly user_id: string | null;
  /** Milliseconds since 1970, without what is finer. */
  readonly ts: number | null;
  /** What the warehouse keeps beyond them, in microseconds: less than a millisecond. */
  readonly finer: number;
  readonly seq: number;
  readonly campaign: string | null;
}

/** A row of an event with its session, in the order of the columns of the statement; times in milliseconds. */
export type LabelledRow = readonly [
  event: string,
  user: string | null,
  time: number | null,
  session: string | null,
  index: number | null,
  start: number | null,
  cut: string | null,
];

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Shortly before midnight in Berlin: in summer, in winter, and on the days on which the clocks are changed. */
const starts = ['2026-06-30T21:50:00Z', '2026-01-15T22:59:59.999Z', '2026-03-28T22:30:00Z', '2026-10-24T21:59:00Z'];

/** Distances at which a rule changes its mind, and others. */
function gaps({ timeoutMs, cap }: SessionRules): fc.Arbitrary<number> {
  const capMs = cap?.maximumMs ?? 2 * hourMs;
  const exact = [
    0,
    1,
    timeoutMs - 1,
    timeoutMs,
    timeoutMs + 1,
    capMs - 1,
    capMs,
    capMs + 1,
    Math.floor(capMs / 2),
    dayMs,
  ];
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...exact.filter((gapMs) => gapMs >= 0)) },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: timeoutMs }) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 2 * capMs }) },
    { weight: 1, arbitrary: fc.constantFrom(0, 0, 1_000, 60_000) },
  );
}

/**
 * The events of many users, in no order: with gaps of exactly the timeout and the cap, ties, rows that are there twice, users
 * of one event, and rows without a user, a time or a campaign.
 * @returns the same rows for the same rules and seed
 */
export function generatedEvents(rules: SessionRules, users: number, seed = 1): GeneratedEvent[] {
  const event = fc.record({
    gapMs: gaps(rules),
    seq: fc.nat(2),
    finer: fc.constantFrom(0, 0, 1, 400, 999),
    campaign: fc.constantFrom(null, null, '', 'ads', 'mail'),
    isTwice: fc.constantFrom(false, false, false, true),
  });
  const user = fc.record({
    start: fc.constantFrom(...starts),
    events: fc.array(event, { minLength: 1, maxLength: 14, size: 'max' }),
  });
  const rows = fc.sample(user, { numRuns: users, seed }).flatMap(({ start, events }, number) => {
    let ts = Date.parse(start);
    return events.flatMap(({ gapMs, seq, finer, campaign, isTwice }, index) => {
      ts += index === 0 ? 0 : gapMs;
      // The ids are not in the order of time, so that they decide ties against the order in which the rows are written.
      const id = `${(index * 7) % 10}-${number}-${index}`;
      const row = { event_id: id, user_id: `u'${number}`, ts, finer, seq, campaign };
      return isTwice ? [row, row] : [row];
    });
  });
  const ts = Date.parse(starts[0] ?? '');
  const odd: GeneratedEvent[] = [
    { event_id: 'nobody', user_id: null, ts, finer: 0, seq: 0, campaign: 'ads' },
    { event_id: 'nobody-else', user_id: null, ts: ts + 1, finer: 999, seq: 0, campaign: null },
    { event_id: 'empty', user_id: '', ts, finer: 0, seq: 0, campaign: null },
    { event_id: 'never', user_id: "u'0", ts: null, finer: 0, seq: 0, campaign: 'mail' },
    { event_id: 'before-1970', user_id: 'old', ts: -1, finer: 500, seq: 0, campaign: null },
  ];
  // Late events: what is written last is as old as what is written first.
  return [...odd, ...rows].sort((one, other) => scrambled(one.event_id) - scrambled(other.event_id));
}

function scrambled(text: string): number {
  return [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_009, 7);
}

/** What the statement has to return by the plain reading of the rules, as texts in order. */
export function expectedRows(rules: SessionRules, events: readonly GeneratedEvent[]): string[] {
  return rowsOf(rules, events)
    .map((row) => JSON.stringify(row))
    .sort();
}

/** The same of the statement that returns a row for each session. */
export function expectedSessions(rules: SessionRules, events: readonly GeneratedEvent[]): string[] {
  const sessions = new Map<string, LabelledRow[]>();
  for (const row of rowsOf(rules, events)) {
    const [, , , session] = row;
    if (session !== null) sessions.set(session, [...(sessions.get(session) ?? []), row]);
  }
  return [...sessions]
    .map(([session, rows]) => {
      const [user, index, startMs] = [rows[0]?.[1], rows[0]?.[4], rows[0]?.[5] ?? 0];
      const endMs = Math.max(...rows.map(([, , timeMs]) => timeMs ?? startMs));
      const cut = rows.map((row) => row[6]).find((each) => each !== null);
      return JSON.stringify([user, session, index, startMs, endMs, endMs - startMs, rows.length, cut]);
    })
    .sort();
}

function rowsOf(rules: SessionRules, events: readonly GeneratedEvent[]): readonly LabelledRow[] {
  const rows: LabelledRow[] = [];
  const byUser = new Map<string, { row: GeneratedEvent; timeMs: number }[]>();
  for (const row of events) {
    const user = row.user_id === '' ? null : row.user_id;
    if (user === null || row.ts === null) rows.push([row.event_id, user, row.ts, null, null, null, null]);
    else byUser.set(user, [...(byUser.get(user) ?? []), { row, timeMs: row.ts }]);
  }
  for (const [user, own] of byUser) rows.push(...sessionsOf(rules, user, own));
  return rows;
}

function sessionsOf(
  rules: SessionRules,
  user: string,
  own: readonly { row: GeneratedEvent; timeMs: number }[],
): LabelledRow[] {
  const cutter = new SessionCutter(rules);
  const taken = new Map<number, number>();
  let index = 0;
  let startMs = 0;
  let id = '';
  const ordered = [...own].sort(
    (one, other) =>
      one.timeMs - other.timeMs ||
      one.row.finer - other.row.finer ||
      one.row.seq - other.row.seq ||
      (one.row.event_id < other.row.event_id ? -1 : Number(one.row.event_id > other.row.event_id)),
  );
  return ordered.map(({ row, timeMs }) => {
    const cut = cutter.next({ timeMs, campaign: row.campaign ?? undefined });
    if (cut !== undefined) {
      index += 1;
      startMs = timeMs;
      const number = (taken.get(timeMs) ?? 0) + 1;
      taken.set(timeMs, number);
      id = `${user}-${timeMs}${number > 1 ? `.${number}` : ''}`;
    }
    return [row.event_id, user, timeMs, id, index, startMs, cut ?? null];
  });
}

/** Of these every day the timeout alone, a cap beside it, and all rules; every combination with the long tests. */
export function combinationsOfToday(timeoutMs: number, boundary: SessionRules['boundary']): SessionRules[] {
  const all = combinations(timeoutMs, boundary);
  return process.env.LAPSE_FULL === '1' ? all : [...all.slice(0, 1), ...all.slice(4, 5), ...all.slice(-1)];
}

/** Every combination of the rules with a timeout and a boundary. */
export function combinations(timeoutMs: number, boundary: SessionRules['boundary']): SessionRules[] {
  const caps = [undefined, 'exclusive', 'inclusive'] as const;
  return caps.flatMap((capBoundary) =>
    [undefined, 'Europe/Berlin'].flatMap((midnightZone) =>
      [false, true].map((splitsAtCampaign) => ({
        timeoutMs,
        boundary,
        // Not a multiple of the timeout, and reached after a few events.
        ...(capBoundary === undefined
          ? {}
          : { cap: { maximumMs: Math.floor(timeoutMs * 2.5) + 1, boundary: capBoundary } }),
        ...(midnightZone === undefined ? {} : { midnightZone }),
        splitsAtCampaign,
      })),
    ),
  );
}
