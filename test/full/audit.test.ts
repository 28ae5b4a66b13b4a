import { describe, expect, test } from 'vitest';
import { type AuditRun, audit, caught } from '../promises/audit.js';

const runs = new Map<string, AuditRun>();

/** The whole suite takes a minute or more, so each SDK plays it once. */
function wholeRun(target: string): AuditRun {
  const run = runs.get(target) ?? audit(target);
  runs.set(target, run);
  return run;
}

/** The checks that are about what a call returns; no other may heed it. */
const ofReturns: ReadonlySet<string> = new Set(['expected-return', 'read-id']);

describe('the whole suite', () => {
  test.each([
    ['audit:echo', 18],
    ['audit:frozen', 16],
    ['audit:eager', 18],
    ['audit:parrot', 18],
  ])('sees through %s in every section in which it is wrong, %i at least', { timeout: 900_000 }, (target, least) => {
    const run = wholeRun(target);
    const { wrong, caught: found, escaped } = caught(target, run);
    expect(wrong.length).toBeGreaterThanOrEqual(least);
    expect(found).toEqual(wrong);
    expect(escaped).toEqual([]);
    // 3 outweighs 1: how these SDKs store a session is not known, so that nothing can damage it.
    expect(run.code).toBe(3);
  });

  test('heeds nothing that calls return but where that is what is asked', { timeout: 900_000 }, () => {
    const withoutReturns = ({ verdicts }: AuditRun) =>
      [...verdicts].map(([id, each]) => [id, each.filter(({ check }) => !ofReturns.has(check))]);
    expect(withoutReturns(wholeRun('audit:parrot'))).toEqual(withoutReturns(wholeRun('audit:echo')));
  });
});
