import { describe, expect, test } from 'vitest';
import type { EventRow } from '../../../src/dataset/rows.js';
import { auditRows, cleanRows, event, findingIn, foundIn, minuteMs, rowsWith, startMs } from './audited.js';
import { byVisitor, planted, sessionsOf } from './planted.js';

/** By how much the clock of the device was ahead, as only the labels know. */
const aheadMs = ({ originalTimestampMs, trueTimestampMs }: EventRow): number => originalTimestampMs - trueTimestampMs;

describe('an audit of planted dirt', () => {
  test('finds nothing where none was planted', async () => {
    const { result, rows } = await planted({});
    expect(foundIn(result)).toEqual({});
    expect(result.totals.events).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(500);
    expect(result.findings.filter(({ verdict }) => verdict !== 'clean')).toEqual([]);
  });

  test('finds what happens to messages on their way, as often as it is labelled', async () => {
    const { result, rows, messages } = await planted({
      late: '{ share: 0.05, delay: { log-normal: { median: 10m, p90: 3h } } }',
      duplicated: '{ share: 0.05, delay: { log-normal: { median: 2s, p90: 30s } } }',
      reordered: '{ share: 0.05 }',
      lost: '{ share: 0.05 }',
      missingId: '{ share: 0.05 }',
    });
    const waited = ({ sentAtMs, originalTimestampMs }: EventRow): number => sentAtMs - originalTimestampMs;
    const late = messages.filter((each) => (each.dirt.late || each.dirt.reordered) && waited(each) > minuteMs);
    const overtaken = byVisitor(messages).flatMap((each) =>
      each.filter((one) =>
        each.some(
          (other) => other.originalTimestampMs > one.originalTimestampMs && other.receivedAtMs < one.receivedAtMs,
        ),
      ),
    );
    const unmarked = sessionsOf(messages).filter((session) => session.every((each) => each.sessionStart !== true));
    const expected = {
      'unmarked-session': unmarked.length,
      'late-event': late.length,
      'overtaken-event': overtaken.length,
      'repeated-message': rows.length - messages.length,
      'no-user': messages.filter(({ dirt }) => dirt.missingId).length,
    };
    expect(foundIn(result)).toEqual(expected);
    expect(Math.min(...Object.values(expected))).toBeGreaterThan(9);
    const total = findingIn(result, 'late-event').total;
    expect(total).toBe(rows.length);
    expect(late.filter(({ dirt }) => dirt.late).length / total).toBeGreaterThan(0.03);
  });

  test('finds wrong clocks, and clocks that were set', async () => {
    const { result, messages } = await planted({
      skewedClock: '{ share: 0.2, offset: { uniform: [-2h, 2h] } }',
      jumpingClock: '{ share: 0.1, offset: { uniform: [-2h, 2h] } }',
    });
    const wrong = messages.filter((each) => Math.abs(aheadMs(each)) > minuteMs);
    const set = byVisitor(messages).filter((each) => {
      const all = each.map(aheadMs);
      return Math.max(...all) - Math.min(...all) > minuteMs;
    });
    const ahead = sessionsOf(messages).filter((session) => {
      const first = Math.min(...session.map(({ receivedAtMs }) => receivedAtMs));
      return Number(session[0]?.sessionId) - first > minuteMs;
    });
    expect(foundIn(result)).toMatchObject({
      'clock-skew': wrong.length,
      'clock-set': set.length,
      'id-in-future': ahead.length,
    });
    expect(wrong.every(({ dirt }) => dirt.skewedClock || dirt.jumpedClock)).toBe(true);
    expect(Math.min(wrong.length, set.length, ahead.length)).toBeGreaterThan(9);
  });

  test('finds devices of two people', async () => {
    const { result, messages } = await planted({ sharedDevice: '{ share: 1 }' });
    const shared = byVisitor(messages).filter((each) => new Set(each.flatMap(({ userId }) => userId ?? [])).size > 1);
    expect(foundIn(result)).toEqual({ 'several-users': shared.length });
    expect(shared.length).toBeGreaterThan(1);
  });

  test('finds a faulty SDK in each of its sessions', async () => {
    const { result, messages } = await planted({ fault: '{ id: ids-in-seconds, share: 0.3 }' });
    const faulty = sessionsOf(messages).filter((session) => session.some(({ dirt }) => dirt.faultySdk));
    expect(foundIn(result)).toEqual({ 'id-unit': faulty.length });
    expect(faulty.length).toBeGreaterThan(9);
  });

  test('takes the tables of a warehouse, in which a track stands twice, for the events that they are', async () => {
    const dirt = { duplicated: '{ share: 0.05, delay: { log-normal: { median: 2s, p90: 30s } } }' };
    const { result, rows, messages } = await planted(dirt, true);
    expect(foundIn(result)).toEqual({ 'repeated-message': rows.length - messages.length });
    expect(result.totals.rows).toBeGreaterThan(rows.length);
    expect(result.totals.events).toBe(rows.length);
  });
});

describe('a finding', () => {
  test('has three examples, the earliest, and the causes by how often they are likely', async () => {
    const late = [1, 2, 3, 4].map((number) =>
      event('cem', 400, 400 + number, {
        received_at: number === 4 ? undefined : startMs + 420 * minuteMs,
        sent_at: startMs + 420 * minuteMs,
      }),
    );
    const result = await auditRows(rowsWith({}, [event('cem', 400, 400), ...late]));
    const { examples, count, total, causes } = findingIn(result, 'late-event');
    expect({ count, total }).toEqual({ count: 4, total: cleanRows.length + 5 });
    expect(examples).toEqual(
      [1, 2, 3].map((number) => ({
        user: 'cem',
        session: String(startMs + 400 * minuteMs),
        atMs: startMs + (400 + number) * minuteMs,
        detail: `sent ${20 - number}m later`,
      })),
    );
    expect(causes.map((each) => each.count)).toEqual([4]);
  });

  test('is not judged without its columns, or where the policy leaves nothing to see', async () => {
    const rows = cleanRows.map(({ sent_at: _sent, context_session_start: _start, ...row }) => row);
    const result = await auditRows(rows, { expiryCheck: 'foreground' });
    const unjudged = result.findings.filter(({ verdict }) => verdict === 'not judged').map(({ id, why }) => [id, why]);
    expect(unjudged).toMatchInlineSnapshot(`
      [
        [
          "unmarked-session",
          "the export lacks the column of --session-start",
        ],
        [
          "marked-again",
          "the export lacks the column of --session-start",
        ],
        [
          "marker-not-first",
          "the export lacks the column of --session-start",
        ],
        [
          "gap-beyond-timeout",
          "by this policy a session ends only when the application comes to the foreground, which no event tells",
        ],
        [
          "clock-skew",
          "the export lacks the column of --sent-at",
        ],
        [
          "clock-set",
          "the export lacks the column of --sent-at",
        ],
        [
          "late-event",
          "the export lacks the column of --sent-at",
        ],
      ]
    `);
  });
});
