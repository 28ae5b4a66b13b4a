import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { lapse, withFolder } from './command-line.js';

const rows = [
  'user_id,ts,page,source',
  'ann,2026-03-01T10:00:00Z,/,ads',
  'bob,2026-03-01T10:05:00Z,/a,',
  'ann,2026-03-01T10:30:00Z,/b,',
  'ann,2026-03-01T11:00:01Z,/b,mail',
];
const columns = ['--user', 'user_id', '--time', 'ts'];

// The promise: one command cuts what a warehouse has into sessions, and nothing is left out in silence.
describe('lapse sessionize', () => {
  test('writes the sessions to the standard output, of several files, packed or not', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'one.csv.gz'), gzipSync(`${rows.slice(0, 3).join('\n')}\n`));
      writeFileSync(path.join(folder, 'two.csv'), `${[rows[0], ...rows.slice(3)].join('\r\n')}\r\n`);
      const more = ['--timeout', '30m', '--page', 'page', '--campaign', 'source'];
      const { code, stdout, stderr } = lapse(['sessionize', '*.csv*', ...columns, ...more], { cwd: folder });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatchInlineSnapshot(`
        "user,session_id,session_index,started_at,ended_at,duration_ms,events,pages,entry_page,exit_page,campaign
        ann,ann-1772359200000,1,2026-03-01T10:00:00.000Z,2026-03-01T10:30:00.000Z,1800000,2,2,/,/b,ads
        bob,bob-1772359500000,1,2026-03-01T10:05:00.000Z,2026-03-01T10:05:00.000Z,0,1,1,/a,/a,
        ann,ann-1772362801000,2,2026-03-01T11:00:01.000Z,2026-03-01T11:00:01.000Z,0,1,1,/b,/b,mail
        "
      `);
      expect(readdirSync(folder)).toEqual(['one.csv.gz', 'two.csv']);
    });
  });

  test('tells of rows that cannot be read, and stops at one unless it is told otherwise', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'e.csv'), `${[...rows, 'ann,tomorrow,,', ',2026-03-01,,'].join('\n')}\n`);
      const words = ['sessionize', 'e.csv', ...columns, '--timeout', '30m', '--out', 's.csv'];
      const stopped = lapse(words, { cwd: folder });
      expect({ code: stopped.code, stdout: stopped.stdout }).toEqual({ code: 2, stdout: '' });
      expect(stopped.stderr).toMatchInlineSnapshot(`
        "error: e.csv:6: "ts": "tomorrow" is no time; allowed: a row that can be read, or --on-error skip
        "
      `);
      expect(readdirSync(folder)).toEqual(['e.csv']);
      const collected = lapse([...words, '--on-error', 'collect', '--errors', 'bad.ndjson'], { cwd: folder });
      expect(collected.code).toBe(0);
      expect(`${collected.stdout}${collected.stderr}`).toMatchInlineSnapshot(`
        "4 events of 2 users are 3 sessions, which are in s.csv
        2 rows could not be read and are left out; they are in bad.ndjson
          e.csv:6: "ts": "tomorrow" is no time
          e.csv:7: there is no user: "user_id" is empty
        "
      `);
      expect(readFileSync(path.join(folder, 'bad.ndjson'), 'utf8')).toContain('"row":"ann,tomorrow,,"');
    });
  });
});
