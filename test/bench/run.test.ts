import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../src/spec/package-root.js';

const sideLine = /^ {2}(\S.*?) +([\d.]+) (s|ms|MB|\/s), median of (\d+)$/;
const ratioLine = /^ {2}ratio +([\d.]+) \(first by second\)$/;

/** The rows of an output: their titles, what was compared, and the ratio. */
function rowsOf(output: string) {
  const [machine, ...blocks] = output.trimEnd().split('\n\n');
  const rows = blocks.map((block) => {
    const [title = '', first = '', second = '', ratio = '', ...rest] = block.split('\n');
    expect(rest).toEqual([]);
    const sides = [first, second].map((line) => sideLine.exec(line));
    return {
      title,
      names: sides.map((match) => match?.[1]),
      figures: sides.map((match) => Number(match?.[2])),
      ratio: Number(ratioLine.exec(ratio)?.[1]),
    };
  });
  return { machine, rows };
}

const names = [
  ['rudderstack-js', 'reference:rudderstack-web'],
  ['lapse run --target rudderstack-js', 'lapse run --target reference:rudderstack-web'],
  ['after the last', 'after the second'],
  ["fake-timers' tickAsync", 'lapse'],
  ["fake-timers' tickAsync", 'lapse'],
  ["fake-timers' tickAsync", 'lapse, fast-forward'],
  ["fake-timers' tickAsync", 'lapse, fast-forward'],
  ['lapse, every timer', 'lapse, fast-forward'],
  ['lapse, every timer', 'lapse, fast-forward'],
  ['rudderstack-js, 2 workers', 'reference:rudderstack-web, one thread'],
  ['lapse generate', 'SQL in DuckDB'],
  ['lapse generate', 'SQL in DuckDB'],
  ['every column, CSV', 'full payloads, NDJSON'],
  ['lapse generate', 'SQL in DuckDB'],
  ['lapse generate', 'SQL in DuckDB'],
  ['every column, CSV', 'full payloads, NDJSON'],
];

function expectComplete(output: string): void {
  const { machine, rows } = rowsOf(output);
  expect(machine).toMatch(/^Node v\d+\.\d+\.\d+, \d+ CPUs/);
  expect(rows.map((row) => row.names)).toEqual(names);
  for (const { title, figures, ratio } of rows) {
    expect(title).toMatch(/\w/);
    expect(ratio, title).toBeGreaterThan(0);
    // The figures are rounded to three digits.
    const [first = Number.NaN, second = Number.NaN] = figures;
    expect(ratio / (first / second), title).toBeCloseTo(1, 1);
  }
}

describe('npm run bench', () => {
  test('prints both sides of every row, and their ratio', { timeout: 240_000 }, () => {
    const output = execFileSync(process.execPath, ['bench/run.mjs', '--quick'], { cwd: packageRoot, encoding: 'utf8' });
    expectComplete(output);
    expect(output).toContain('--quick');
  });

  test('has an output in the documentation that is complete, and was no quick run', () => {
    const page = readFileSync(path.join(packageRoot, 'docs/benchmarks.md'), 'utf8');
    const output = /```text\n(Node [\s\S]*?)```/.exec(page)?.[1] ?? '';
    expectComplete(output);
    expect(output).not.toContain('--quick');
  });

  test('refuses what it does not know', () => {
    expect(() =>
      execFileSync(process.execPath, ['bench/run.mjs', '--fast'], { cwd: packageRoot, stdio: 'pipe' }),
    ).toThrow("Unknown option '--fast'");
  });
});
