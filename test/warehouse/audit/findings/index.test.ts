import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { allQuirks } from '../../../../src/engine/quirks/index.js';
import { packageRoot } from '../../../../src/spec/package-root.js';
import { allFindings } from '../../../../src/warehouse/audit/findings/index.js';
import {
  auditRows,
  cleanRows,
  type ExportRow,
  event,
  foundIn,
  minuteMs,
  rowsWith,
  startMs,
  webRules,
  withTables,
} from '../audited.js';

const at = (minute: number): number => startMs + minute * minuteMs;
const secondsAt = (minute: number): number => at(minute) / 1000;

interface Spoilt {
  /** What was done, for the name of the test. */
  readonly what: string;
  readonly rows: readonly ExportRow[];
  /** All that is found then. */
  readonly found: Readonly<Record<string, number>>;
  /** How the likely cause of the first of them begins. */
  readonly cause: string;
}

const spoilt: readonly Spoilt[] = [
  {
    what: 'the marker never came',
    rows: rowsWith({ 3: { context_session_start: undefined } }),
    found: { 'unmarked-session': 1 },
    cause: 'The message with the marker was lost',
  },
  {
    what: 'the caller chose the id',
    rows: rowsWith({ 7: { context_session_id: 12345, context_session_start: undefined } }),
    found: { 'unmarked-session': 1 },
    cause: 'The id is not one that the SDK generates',
  },
  {
    what: 'a session went on under another visitor',
    rows: rowsWith({ 4: { anonymous_id: 'cem' } }),
    found: { 'unmarked-session': 1, 'id-shared': 2 },
    cause: 'Another user has events of the same session',
  },
  {
    what: 'a marker came back',
    rows: rowsWith({ 2: { context_session_start: true } }),
    found: { 'marked-again': 1 },
    cause: 'The marker came back later',
  },
  {
    what: 'two sessions began in one instant',
    rows: rowsWith({}, [event('bob', 10, 10, { message_id: 'again' })]),
    found: { 'marked-again': 1 },
    cause: 'Two sessions began within a second',
  },
  {
    what: 'every message is marked',
    rows: rowsWith({ 4: { context_session_start: true } }),
    found: { 'marked-again': 1 },
    cause: 'Every message of the session is marked',
  },
  {
    what: 'the second event is marked and not the first',
    rows: rowsWith({ 5: { context_session_start: undefined }, 6: { context_session_start: true } }),
    found: { 'marker-not-first': 1 },
    cause: 'An event of the session was made before',
  },
  {
    what: 'a session has an earlier id than the one before',
    rows: rowsWith({ 7: { context_session_id: at(2) } }),
    found: { 'id-goes-back': 1 },
    cause: 'A session began with an earlier time',
  },
  {
    what: 'a session is back after another',
    rows: rowsWith({}, [event('ann', 0, 210)]),
    found: { 'id-goes-back': 1 },
    cause: 'A session was back',
  },
  {
    what: 'an id is a text',
    rows: rowsWith({ 7: { context_session_id: 'session-7' } }),
    found: { 'id-not-integer': 1 },
    cause: 'The application passed a text',
  },
  {
    what: 'an id has a fraction',
    rows: rowsWith({ 7: { context_session_id: at(300) + 0.5 } }),
    found: { 'id-not-integer': 1 },
    cause: 'The id was computed',
  },
  {
    what: 'an id is negative',
    rows: rowsWith({ 7: { context_session_id: -1234567890 } }),
    found: { 'id-not-integer': 1 },
    cause: 'The sign of an id',
  },
  {
    what: 'an id is in seconds',
    rows: rowsWith({ 7: { context_session_id: secondsAt(300) } }),
    found: { 'id-unit': 1 },
    cause: 'The id is a time in seconds',
  },
  {
    what: 'an id lies in the future',
    rows: rowsWith({ 7: { context_session_id: at(302) } }),
    found: { 'id-in-future': 1 },
    cause: 'The id is later than the events',
  },
  {
    what: 'two users got the same id of the caller',
    rows: rowsWith({ 3: { context_session_id: 77 }, 4: { context_session_id: 77 }, 7: { context_session_id: 77 } }),
    found: { 'id-shared': 2 },
    cause: 'The application chose the id',
  },
  {
    what: 'a gap is a millisecond beyond the timeout',
    rows: rowsWith({ 1: { original_timestamp: at(30) + 1 } }),
    found: { 'gap-beyond-timeout': 1 },
    cause: 'Less than a second too long',
  },
  {
    what: 'a gap is far beyond the timeout',
    rows: rowsWith({}, [event('bob', 10, 50)]),
    found: { 'gap-beyond-timeout': 1 },
    cause: 'The application has configured a longer timeout',
  },
  {
    what: 'a manual session has a gap',
    rows: rowsWith({ 7: { context_session_id: 78 } }, [event('bob', 300, 400, { context_session_id: 78 })]),
    found: { 'gap-beyond-timeout': 1 },
    cause: 'The application chose the id',
  },
  {
    what: 'the clock was set during a session',
    rows: rowsWith({}, [
      event('bob', 10, 50, { sent_at: at(50), received_at: at(20) }),
      event('bob', 10, 50, { message_id: 'later', sent_at: at(50), received_at: at(20) }),
    ]),
    found: { 'gap-beyond-timeout': 1, 'clock-skew': 2, 'clock-set': 1 },
    cause: 'The clock of the device was set in between',
  },
  {
    what: 'a session begins beside a live one',
    rows: rowsWith({}, [event('bob', 15, 15)]),
    found: { 'split-within-timeout': 1 },
    cause: 'The application began it itself',
  },
  {
    what: 'two tabs have sessions of their own',
    rows: rowsWith({}, [event('bob', 15, 15), event('bob', 10, 16)]),
    found: { 'split-within-timeout': 1, 'id-goes-back': 1 },
    cause: 'A session was back',
  },
  {
    what: 'an event in the middle has no id',
    rows: rowsWith({}, [event('bob', 10, 11, { context_session_id: undefined })]),
    found: { 'event-without-id': 1 },
    cause: 'The SDK had no session in between',
  },
  {
    what: 'a clock is ahead',
    rows: rowsWith({ 7: { sent_at: at(301) + 201 } }),
    found: { 'clock-skew': 1, 'clock-set': 1, 'late-event': 1 },
    cause: 'The clock of the device is ahead',
  },
  {
    what: 'a message is late, and overtaken',
    rows: rowsWith({ 5: { sent_at: at(13), received_at: at(13) } }),
    found: { 'late-event': 1, 'overtaken-event': 1 },
    cause: 'The device kept it',
  },
  {
    what: 'a message was sent twice',
    rows: rowsWith({}, [event('bob', 10, 12, { sent_at: at(12) + 900, received_at: at(12) + 1000 })]),
    found: { 'repeated-message': 1 },
    cause: 'The device sent it again',
  },
  {
    what: 'a row was loaded twice',
    rows: rowsWith({}, [event('bob', 10, 12)]),
    found: { 'repeated-message': 1 },
    cause: 'The same row was loaded twice',
  },
  {
    what: 'an event has no user',
    rows: rowsWith({ 6: { anonymous_id: '' } }),
    found: { 'no-user': 1 },
    cause: 'Something on the way',
  },
  {
    what: 'an event has no time',
    rows: rowsWith({ 6: { original_timestamp: 'yesterday' } }),
    found: { 'no-time': 1 },
    cause: 'The column is empty there',
  },
  {
    what: 'two people use one device',
    rows: rowsWith({ 7: { user_id: 'u-cem' }, 5: { user_id: 'u-bob' } }),
    found: { 'several-users': 1 },
    cause: 'Several people use the device',
  },
];

/** All spoilt exports are looked at as one, so that it takes one reading: each has weeks and users of its own. */
const apartMs = 14 * 86_400_000;
let together: { id: string; text: string }[][] = [];

beforeAll(async () => {
  together = await withTables(
    spoilt.flatMap(({ rows }, index) => rows.map((row) => movedApart(row, index))),
    async (database) => {
      const found = spoilt.map((): { id: string; text: string }[] => []);
      for (const { id, rows, causes } of allFindings) {
        for (const { at_ms, clue } of await database.query(rows(webRules))) {
          const index = Math.floor((Number(at_ms) - startMs) / apartMs);
          found[index]?.push({ id, text: causes[String(clue)]?.text ?? '' });
        }
      }
      return found;
    },
  );
});

function movedApart(row: ExportRow, index: number): ExportRow {
  const byMs = index * apartMs;
  const moved = (value: ExportRow[string]): ExportRow[string] => {
    if (typeof value !== 'number' || value < 1e9) return value;
    return value < 1e12 ? value + byMs / 1000 : value + byMs;
  };
  return {
    ...row,
    message_id: `${index} ${row.message_id}`,
    anonymous_id: row.anonymous_id === '' ? '' : `${index} ${row.anonymous_id}`,
    context_session_id: moved(row.context_session_id),
    original_timestamp: moved(row.original_timestamp),
    sent_at: moved(row.sent_at),
    received_at: moved(row.received_at),
  };
}

function countsOf(ids: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const id of ids) counts[id] = (counts[id] ?? 0) + 1;
  return counts;
}

describe('the findings', () => {
  test('have the names of their files, and causes that name known quirks', () => {
    const folder = path.join(packageRoot, 'src', 'warehouse', 'audit', 'findings');
    const files = readdirSync(folder).filter((name) => name !== 'index.ts');
    expect(allFindings.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
    const named = allFindings.flatMap(({ causes }) => Object.values(causes).flatMap(({ quirks }) => quirks));
    const known = allQuirks.map(({ id }) => id);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((id) => !known.includes(id))).toEqual([]);
  });

  test('find nothing where nothing is wrong', async () => {
    expect(foundIn(await auditRows(cleanRows))).toEqual({});
  });

  test('are each found in one of the spoilt exports', () => {
    const found = new Set(spoilt.flatMap(({ found }) => Object.keys(found)));
    expect(allFindings.map(({ id }) => id).filter((id) => !found.has(id))).toEqual([]);
  });

  test.each(spoilt.map((each, index) => ({ ...each, index })))('$what', ({ found, cause, index }) => {
    const clues = together[index] ?? [];
    expect(countsOf(clues.map(({ id }) => id))).toEqual(found);
    expect(clues.some(({ text }) => text.startsWith(cause))).toBe(true);
  });
});

describe('what is as it should be', () => {
  test('another user who logs in begins another session', async () => {
    const rows = rowsWith({ 6: { user_id: 'u-bob' } }, [event('bob', 15, 15, { user_id: 'u-cem' })]);
    expect(foundIn(await auditRows(rows))).toEqual({ 'several-users': 1 });
  });

  test('a session that is as long as it may be ends', async () => {
    const rows = rowsWith({}, [event('bob', 15, 15)]);
    expect(foundIn(await auditRows(rows, { capMs: 4 * minuteMs }))).toEqual({});
    expect(foundIn(await auditRows(rows, { capMs: 5 * minuteMs }))).toEqual({ 'split-within-timeout': 1 });
  });

  test('two users may begin at the same instant', async () => {
    expect(foundIn(await auditRows(rowsWith({}, [event('cem', 10, 10)])))).toEqual({});
  });

  test('a session that began before the export had its marker there', async () => {
    const early = event('cem', -60, 3, { context_session_start: undefined });
    expect(foundIn(await auditRows(rowsWith({}, [early])))).toEqual({});
  });

  test('the boundary decides about a gap of exactly the timeout', async () => {
    expect(foundIn(await auditRows(cleanRows, { boundary: 'inclusive' }))).toEqual({ 'gap-beyond-timeout': 1 });
  });

  test('ids in seconds are those of a policy that has them', async () => {
    const rows = cleanRows.map((row) => ({ ...row, context_session_id: Number(row.context_session_id) / 1000 }));
    expect(foundIn(await auditRows(rows, { idUnit: 'seconds' }))).toEqual({});
  });
});
