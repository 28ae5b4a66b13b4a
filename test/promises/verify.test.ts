import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';
import { lapse, withFolder } from './command-line.js';

// The promise: the SQL that Lapse writes means what the rules say, and SQL that does not is told which of them it breaks.
describe('verify', () => {
  test('what sql writes agrees; a query that drops the seconds does not, and is told so', () => {
    withFolder((folder) => {
      const names = ['--table', 'events', '--event-id', 'event_id', '--user', 'user_id', '--time', 'ts'];
      const written = lapse(
        ['sql', '--dialect', 'duckdb', '--timeout', '30m', '--label', ...names, '--out', 'own.sql'],
        {
          cwd: folder,
        },
      );
      expect(written).toEqual({ code: 0, stdout: '', stderr: '' });
      const right = lapse(['verify', '--sql', 'own.sql', '--timeout', '30m', '--runs', '40'], { cwd: folder });
      expect(right.stdout).toContain('The query agrees with these rules on all 40 generated tables.');
      expect(right.code).toBe(0);

      const minutes = readFileSync(path.join(packageRoot, 'docs', 'warehouse-sql', 'whole-minutes.sql'), 'utf8');
      writeFileSync(path.join(folder, 'minutes.sql'), minutes);
      const session = ['--session', 'user_id,session_number', '--every-user', '--runs', '40'];
      const wrong = lapse(['verify', '--sql', 'minutes.sql', '--timeout', '30m', ...session], { cwd: folder });
      expect(wrong.stdout).toContain('The query drops the seconds of a gap: its timeout is 31 minutes');
      expect({ code: wrong.code, stderr: wrong.stderr }).toEqual({ code: 1, stderr: '' });
    });
  });

  test('a query that the database refuses is bad input, at its place', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'bad.sql'), 'SELECT event_id, 1 AS session_id\nFROM event');
      const { code, stdout, stderr } = lapse(['verify', '--sql', 'bad.sql', '--timeout', '30m'], { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: bad\.sql:2:6: DuckDB refuses the query: [^\n]*event does not exist[^\n]*\n$/);
    });
  });

  test('a file without a query is bad input', () => {
    withFolder((folder) => {
      writeFileSync(path.join(folder, 'none.sql'), '-- to be written\n\n/* soon */;\n');
      const { code, stdout, stderr } = lapse(['verify', '--sql', 'none.sql', '--timeout', '30m'], { cwd: folder });
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(
        'error: none.sql:1:1: there is no query in it; allowed: a statement that returns the id of each event and its session\n',
      );
    });
  });

  test('a dialect that there is not is bad input', () => {
    const { code, stdout, stderr } = lapse(['sql', '--dialect', 'bigqery', '--timeout', '30m']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatchInlineSnapshot(`
      "error: --dialect is "bigqery" (did you mean "bigquery"?); allowed: duckdb, postgres, bigquery, snowflake, spark, clickhouse, trino, redshift
      "
    `);
  });
});
