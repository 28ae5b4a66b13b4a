import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { csvSource, identifier, literal } from '../../src/duckdb/duckdb.js';
import { packageRoot } from '../../src/spec/package-root.js';
import { lapse, withFolder } from '../promises/command-line.js';

test('a text and a name in a statement end where they end', () => {
  expect(literal("a'; DROP TABLE x; --")).toBe("'a''; DROP TABLE x; --'");
  expect(identifier('a"; DROP TABLE x; --')).toBe('"a""; DROP TABLE x; --"');
});

test('the columns of CSV are those that were declared, and never guessed', () => {
  const source = csvSource(['a.csv', "it's.csv"], [{ name: 'events', databaseType: 'BIGINT' }]);
  expect(source).toContain("read_csv(['a.csv', 'it''s.csv'], ");
  expect(source).toContain('auto_detect = false');
  expect(source).toContain("columns = {'events': 'BIGINT'}");
});

test('where the package is missing, one line names the version that package.json names, and nothing is left', () => {
  const { optionalDependencies } = JSON.parse(readFileSync(path.join(packageRoot, 'package.json'), 'utf8'));
  const installation = `npm install @duckdb/node-api@${optionalDependencies['@duckdb/node-api']}`;
  const missing = 'needs the package @duckdb/node-api, which cannot be loaded (ERR_MODULE_NOT_FOUND)';
  const hook = pathToFileURL(path.join(packageRoot, 'test', 'fixtures', 'dataset', 'without-duckdb.mjs')).href;
  withFolder((folder) => {
    const without = (...words: readonly string[]) =>
      lapse(words, { cwd: folder, env: { NODE_OPTIONS: `--no-warnings --import=${hook}` } });
    // To write Parquet, nobody needs it.
    const words = ['generate', '--population', 'game', '--users', '1', '--format', 'parquet', '--out', 'data'];
    expect(without(...words)).toMatchObject({ code: 0, stderr: '' });
    expect(without('describe', 'data', '--html', 'page.html')).toEqual({
      code: 2,
      stdout: '',
      stderr: `error: Reading a dataset ${missing}; allowed: ${installation}\n`,
    });
    expect(existsSync(path.join(folder, 'page.html'))).toBe(false);
  });
});
