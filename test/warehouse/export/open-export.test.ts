import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { flagIn, missingColumn, requireInEachFile, textIn } from '../../../src/warehouse/export/open-export.js';
import { valuesOf, withExport } from './opened.js';

describe('an export', () => {
  test('reads CSV, NDJSON and what is compressed, and columns that only some files have', async () => {
    const files = {
      'a.csv': 'user,id\nann,1\nbob,x\n',
      'b.ndjson': '{"user":"cem","id":17}\n{"user":"dee","id":1.5,"more":true}\n{"user":"eve","id":null}\n',
      'c.csv.gz': gzipSync('id,user\n3,fay\n'),
    };
    await withExport(files, async (events) => {
      expect(events.columnNames).toEqual(['user', 'id', 'more']);
      expect(await valuesOf(events, (part) => textIn(part, 'user'))).toEqual([
        'ann',
        'bob',
        'fay',
        'cem',
        'dee',
        'eve',
      ]);
      expect(await valuesOf(events, (part) => textIn(part, 'id'))).toEqual(['1', 'x', '3', '17', '1.5', undefined]);
      expect(await valuesOf(events, (part) => textIn(part, 'more'))).toEqual([...Array(4), 'true', undefined]);
      expect(await valuesOf(events, (part) => flagIn(part, 'more'))).toEqual([false, false, false, false, true, false]);
    });
  });

  test('reads the types of Parquet as the texts that they stand for', async () => {
    await withExport({ 'a.csv': 'user\nann\n' }, async ({ database }) => {
      const [row = {}] = await database.query(`SELECT ${['whole', 'half', 'exact']
        .map((name) =>
          textIn(
            {
              files: [],
              source: '',
              columns: new Map([
                ['whole', 'DOUBLE'],
                ['half', 'DOUBLE'],
                ['exact', 'DECIMAL(18,2)'],
              ]),
            },
            name,
          ),
        )
        .map((each, index) => `${each} AS v${index}`)
        .join(', ')}
        FROM (SELECT 1772409600000.0::DOUBLE AS whole, 1.5::DOUBLE AS half, 17.00::DECIMAL(18,2) AS exact)`);
      expect(Object.values(row)).toEqual(['1772409600000', '1.5', '17']);
    });
  });

  test('says of a damaged file what is wrong, and where', async () => {
    const reading = withExport({ 'a.ndjson': '{"a":1}\n{"a":\n' }, () => Promise.resolve());
    await expect(reading).rejects.toThrow(/a\.ndjson:\d+:1: .*a\.ndjson cannot be read as data \(Malformed JSON/);
    await expect(withExport({ 'a.parquet': 'no' }, () => Promise.resolve())).rejects.toThrow(
      /a\.parquet cannot be read as data/,
    );
  });

  test('is not read to where a file of gzip is cut off, and takes no letter of a name for a glob', async () => {
    const packed = gzipSync('user\nann\nbob\n');
    await expect(withExport({ 'a.csv.gz': packed.subarray(0, -9) }, () => Promise.resolve())).rejects.toThrow(
      /cannot read \S+a\.csv\.gz: it is damaged \(Z_BUF_ERROR\)/,
    );
    await withExport({ 'a[1].csv': 'user\nright\n' }, async (events) => {
      expect(await valuesOf(events, (part) => textIn(part, 'user'))).toEqual(['right']);
    });
  });

  test('names the column that was probably meant, and files that are no tables of events', async () => {
    await withExport({ 'a.csv': 'anonymous_id,at\n', 'b.csv': 'day,visits\n' }, async (events) => {
      expect(missingColumn(events, 'user', 'anonymus_id').message).toBe(
        '--user is the column "anonymus_id", and there is none (did you mean "anonymous_id"?); allowed: anonymous_id, at, day, visits',
      );
      expect(() => requireInEachFile(events, ['anonymous_id', 'user_id'])).toThrow(
        /b\.csv lacks the column "anonymous_id" or "user_id"; allowed: tables of events; its columns are day, visits$/,
      );
      expect(() => requireInEachFile(events, ['at', 'day'])).not.toThrow();
    });
  });
});
