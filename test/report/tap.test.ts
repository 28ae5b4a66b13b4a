import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { RunResult } from '../../src/record/run-result.js';
import { statuses } from '../../src/record/verdict.js';
import { tapReporter } from '../../src/report/tap.js';
import { caseResult, runResult, verdict } from './fixture.js';

interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly directive: string | undefined;
  readonly details: unknown;
  readonly subtest: readonly Point[];
}

/** Reads what TAP 14 says of a document of ours; an error where it is not one. */
function read(lines: readonly string[]): Point[] {
  const [plan = '', ...rest] = lines;
  const count = Number(/^1\.\.(\d+)$/.exec(plan)?.[1] ?? Number.NaN);
  const points: Point[] = [];
  let subtest: string[] = [];
  for (let index = 0; index < rest.length; index++) {
    const line = rest[index] ?? '';
    if (line.startsWith('# ')) continue;
    if (line.startsWith('    ')) {
      subtest.push(line.slice(4));
      continue;
    }
    const [, not, number, name = '', directive] =
      /^(not )?ok (\d+) - ((?:[^\\#]|\\[\\#])*?)(?: # ((?:SKIP|TODO) .*))?$/.exec(line) ?? [];
    if (number === undefined) throw new Error(`no test point: ${line}`);
    expect(Number(number)).toBe(points.length + 1);
    const end = rest[index + 1] === '  ---' ? rest.indexOf('  ...', index) : -1;
    const details = end < 0 ? undefined : parse(rest.slice(index + 2, end).join('\n'));
    if (end >= 0) index = end;
    points.push({
      ok: not === undefined,
      name,
      directive,
      details,
      subtest: subtest.length === 0 ? [] : read(subtest),
    });
    subtest = [];
  }
  expect(points).toHaveLength(count);
  return points;
}

function pointsOf(result: RunResult): Point[] {
  const text = tapReporter.files(result).get('results.tap') ?? '';
  const [version, subject, verified, ...lines] = text.trimEnd().split('\n');
  expect(version).toBe('TAP version 14');
  expect(subject).toMatch(/^# lapse 0\.1\.0: @rudderstack/);
  expect(verified).toMatch(/^# (not )?verified: /);
  return read(lines.filter((line) => !line.startsWith('Bail out! ')));
}

describe('the Test Anything Protocol', () => {
  test('a point for each scenario, one below it for each check', () => {
    const verdicts = statuses.map((status) => verdict({ status, check: status, deviation: 'a-deviation' }));
    const [clock, wire, scenario] = pointsOf(runResult({ cases: [caseResult({ verdicts })] }));
    expect([clock?.name, wire?.name].map((name) => name?.split(':')[0])).toEqual(['probe clock', 'probe wire']);
    expect(scenario).toMatchObject({ ok: false, name: 'timeout/beyond' });
    expect(
      scenario?.subtest.map(({ ok, directive }) => `${ok ? 'ok' : 'not ok'} ${directive?.slice(0, 4) ?? ''}`),
    ).toEqual(['ok ', 'not ok ', 'ok ', 'not ok TODO', 'not ok TODO', 'not ok ', 'ok SKIP', 'not ok ', 'not ok TODO']);
    expect(scenario?.subtest[1]?.details).toMatchObject({ status: 'fail', level: 'MUST', expected: 'session second' });
  });

  test('what is known fails nothing', () => {
    const verdicts = [verdict({ status: 'known', deviation: 'a-deviation' }), verdict()];
    expect(pointsOf(runResult({ cases: [caseResult({ verdicts })] })).every(({ ok }) => ok)).toBe(true);
  });

  test('a scenario that was not played is skipped as a whole', () => {
    const { trace: _trace, ...skipped } = caseResult({
      verdicts: [verdict({ status: 'skip', message: 'a phone # 1' })],
    });
    expect(pointsOf(runResult({ cases: [skipped] })).at(-1)).toMatchObject({
      ok: true,
      name: 'timeout/beyond',
      directive: 'SKIP a phone \\# 1',
      subtest: [],
    });
  });

  test('faults, an early end and a probe that failed are no green run', () => {
    const result = runResult({
      faults: [{ scenario: 'timeout/beyond', message: 'a contradiction' }],
      partial: 'stopped',
      probes: [{ probe: 'wire', ok: false, message: 'no message' }],
    });
    expect(pointsOf(result).filter(({ ok }) => !ok)).toHaveLength(3);
    expect(tapReporter.files(result).get('results.tap')).toMatch(/\nBail out! no message\n$/);
  });

  test('no text is taken for anything but text', () => {
    const any = fc.oneof(
      fc.constantFrom('a # SKIP b', 'a\nnot ok 7 - b', 'a\\# TODO', '---\n...', 'Bail out!', '1..0', '\\'),
      fc.string({ unit: 'binary', size: 'max', maxLength: 80 }),
    );
    fc.assert(
      fc.property(any, (text) => {
        const verdicts = [verdict({ check: `x${text}x`, status: 'fail', message: text, observed: text })];
        const points = pointsOf(runResult({ cases: [caseResult({ id: `x${text}x`, verdicts })] }));
        expect(points).toHaveLength(3);
        expect(points[2]?.directive).toBeUndefined();
        expect(points[2]?.subtest).toHaveLength(1);
        expect(points[2]?.subtest[0]?.details).toMatchObject({ status: 'fail' });
      }),
    );
  });
});
