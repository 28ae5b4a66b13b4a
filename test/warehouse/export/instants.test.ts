import { describe, expect, test } from 'vitest';
import { instantIn, useTimeZone } from '../../../src/warehouse/export/instants.js';
import type { TimeUnit } from '../../../src/warehouse/read/column-choice.js';
import { valuesOf, withExport } from './opened.js';

function instants(texts: readonly string[], timeUnit?: TimeUnit, timeZone = 'UTC'): Promise<unknown[]> {
  const style = { timeUnit, timeZone };
  return withExport({ 'a.csv': `at\n${texts.map((text) => `${text}\n`).join('')}` }, async (events) => {
    await events.database.query(useTimeZone(style));
    return valuesOf(events, (part) => instantIn(part, 'at', style));
  });
}

const noonMs = Date.UTC(2026, 2, 2, 12);

describe('an instant', () => {
  test('is read however it is written', async () => {
    const texts = [
      '2026-03-02T12:00:00.000Z',
      '2026-03-02 12:00:00',
      '2026-03-02 12:00:00.000 UTC',
      '2026-03-02T14:00:00+02:00',
      '2026-03-02 07:00:00-05',
      String(noonMs),
      String(noonMs / 1000),
      `${noonMs}000`,
      `${noonMs}000000`,
    ];
    expect(await instants(texts)).toEqual(texts.map(() => noonMs));
    expect(await instants(['2026-03-02', `${noonMs / 1000}.25`])).toEqual([noonMs - 12 * 3_600_000, noonMs + 250]);
  });

  test('is nothing where there is none', async () => {
    expect(await instants(['yesterday', '""', '2026-13-45', '12:00'])).toEqual(Array(4).fill(undefined));
  });

  test('has the unit and the zone that were asked for', async () => {
    expect(await instants(['1000'], 'ms')).toEqual([1000]);
    expect(await instants(['1000'], 's')).toEqual([1_000_000]);
    expect(await instants(['1500000'], 'us')).toEqual([1500]);
    expect(await instants(['1500000'], 'ns')).toEqual([1]);
    const texts = ['2026-03-02 13:00:00', '2026-03-02T12:00:00Z', '2026-03-02T08:00:00-04:00'];
    expect(await instants(texts, undefined, 'Europe/Berlin')).toEqual([noonMs, noonMs, noonMs]);
  });

  test('of a column of times is that, and of one without a zone in the zone that was asked for', async () => {
    await withExport({ 'a.csv': 'at\nx\n' }, async ({ database }) => {
      const columns = new Map([
        ['a', 'TIMESTAMP'],
        ['b', 'TIMESTAMP WITH TIME ZONE'],
        ['c', 'BIGINT'],
        ['d', 'DATE'],
      ]);
      const part = { files: [], source: '', columns };
      const values = async (timeZone: string): Promise<unknown[]> => {
        const style = { timeUnit: undefined, timeZone };
        const selected = ['a', 'b', 'c', 'd', 'e'].map((name) => `${instantIn(part, name, style)} AS ${name}`);
        const rows =
          await database.query(`SELECT ${selected.join(', ')} FROM (SELECT TIMESTAMP '2026-03-02 12:00:00' AS a,
          TIMESTAMPTZ '2026-03-02 12:00:00+00' AS b, ${noonMs}::BIGINT AS c, DATE '2026-03-02' AS d)`);
        return Object.values(rows[0] ?? {});
      };
      const midnightMs = noonMs - 12 * 3_600_000;
      expect(await values('UTC')).toEqual([noonMs, noonMs, noonMs, midnightMs, undefined]);
      expect(await values('Europe/Berlin')).toEqual([
        noonMs - 3_600_000,
        noonMs,
        noonMs,
        midnightMs - 3_600_000,
        undefined,
      ]);
    });
  });
});
