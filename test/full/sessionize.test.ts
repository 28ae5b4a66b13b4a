import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { lapse, withFolder } from '../promises/command-line.js';

const rows = [
  'user_id,ts,page,source',
  'ann,2026-03-01T10:00:00Z,/,ads',
  'bob,2026-03-01T10:05:00Z,/a,',
  'ann,2026-03-01T10:30:00Z,/b,',
  'ann,2026-03-01T11:00:01Z,/b,mail',
];
const columns = ['--user', 'user_id', '--time', 'ts'];

// The promise: a run goes on where another has ended, reads and writes all formats, and never leaves half of anything.
describe('lapse sessionize', () => {
  test.each([
    ['a folder as the table', ['--out', 'folder.csv'], 'cannot write folder.csv: it is a folder (EISDIR)'],
    ['a table where no folder is', ['--out', 'no/s.csv'], 'cannot write no/s.csv: it does not exist (ENOENT)'],
    [
      'labels where no folder is',
      ['--out', 's.csv', '--label', 'no/l.csv'],
      'cannot write no/l.csv: it does not exist',
    ],
    [
      'a state where no folder is',
      ['--out', 's.csv', '--state', 'no/s.json'],
      'cannot write no/s.json: it does not exist',
    ],
    [
      'errors where no folder is',
      ['--on-error', 'collect', '--errors', 'no/e'],
      'cannot write no/e: it does not exist',
    ],
    ['one file for two things', ['--out', 's.csv', '--label', './s.csv'], '"./s.csv" is to hold two things'],
  ])('%s is told of before anything is written', (_, words, message) => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'e.csv'), `${rows.join('\n')}\n`);
      mkdirSync(path.join(folder, 'folder.csv'));
      const { code, stdout, stderr } = lapse(['sessionize', 'e.csv', ...columns, '--timeout', '30m', ...words], {
        cwd: folder,
      });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toContain(`error: ${message}`);
      expect(stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(readdirSync(folder)).toEqual(['e.csv', 'folder.csv']);
    });
  });

  test('what comes through the standard input is called that in messages', () => {
    withFolder((folder) => {
      const words = ['sessionize', '-', '--format', 'csv', ...columns, '--timeout', '30m'];
      const { code, stderr } = lapse(words, { cwd: folder, input: `${rows[0]}\nann,soon,,\n` });
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr:
          'error: standard input:2: "ts": "soon" is no time; allowed: a row that can be read, or --on-error skip\n',
      });
    });
  });

  test('goes on from yesterday, as if the days had come together, and tells what a late event changed', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'monday.csv'), `${rows.join('\n')}\n`);
      writeFileSync(path.join(folder, 'tuesday.csv'), `${rows[0]}\nann,2026-03-01T10:45:00Z,/,\n`);
      const words = [...columns, '--timeout', '30m', '--state', 'state.json', '--lateness', '1d'];
      expect(lapse(['sessionize', 'monday.csv', ...words], { cwd: folder }).code).toBe(0);
      const { code, stdout, stderr } = lapse(['sessionize', 'tuesday.csv', ...words], { cwd: folder });
      expect(code).toBe(0);
      expect(`${stdout}${stderr}`).toMatchInlineSnapshot(`
        "change,user,session_id,session_index,started_at,ended_at,duration_ms,events
        changed,ann,ann-1772359200000,1,2026-03-01T10:00:00.000Z,2026-03-01T11:00:01.000Z,3601000,4
        removed,ann,ann-1772362801000,2,2026-03-01T11:00:01.000Z,2026-03-01T11:00:01.000Z,0,1
        new events: 1; sessions: 0 new, 1 changed, 1 removed
        late among them: 1; earlier sessions of their users: 0 new, 1 changed, 1 removed
        "
      `);
    });
  });

  test('reads the standard input, and writes Parquet and labelled events', () => {
    withFolder((folder) => {
      const input = rows
        .slice(1)
        .map((row) => row.split(','))
        .map(([user_id, ts]) => `${JSON.stringify({ user_id, ts })}\n`)
        .join('');
      const files = ['--out', 's.parquet', '--label', 'l.ndjson'];
      const words = ['sessionize', '-', '--format', 'ndjson', ...columns, '--timeout', '30m', ...files];
      const { code, stdout, stderr } = lapse(words, { cwd: folder, input });
      expect({ code, stdout, stderr }).toEqual({
        code: 0,
        stdout: '4 events of 2 users are 3 sessions, which are in s.parquet\n',
        stderr: '',
      });
      expect(readFileSync(path.join(folder, 's.parquet')).subarray(0, 4).toString()).toBe('PAR1');
      expect(readFileSync(path.join(folder, 'l.ndjson'), 'utf8')).toMatchInlineSnapshot(`
        "{"user_id":"ann","ts":"2026-03-01T10:00:00Z","session_id":"ann-1772359200000","session_index":1,"session_start":true}
        {"user_id":"bob","ts":"2026-03-01T10:05:00Z","session_id":"bob-1772359500000","session_index":1,"session_start":true}
        {"user_id":"ann","ts":"2026-03-01T10:30:00Z","session_id":"ann-1772359200000","session_index":1,"session_start":false}
        {"user_id":"ann","ts":"2026-03-01T11:00:01Z","session_id":"ann-1772362801000","session_index":2,"session_start":true}
        "
      `);
    });
  });
});
