import { describe, expect, test } from 'vitest';
import { type AuditRun, audit, caught } from './audit.js';

/** A few seconds for each SDK; `test/full/audit.test.ts` plays the whole suite. */
const selectors = ['alias/**', 'group/**', 'reset/twice', 'id/reading-it', 'timeout/within', 'manual/end'];

const runs = new Map<string, AuditRun>();

function runOf(target: string): AuditRun {
  const run = runs.get(target) ?? audit(target, selectors);
  runs.set(target, run);
  return run;
}

// The promise: an SDK that is wrong on purpose is seen through, and nothing of it is taken for the work of a vendor.
/** The checks that are about what a call returns; no other may heed it. */
const ofReturns: ReadonlySet<string> = new Set(['expected-return', 'read-id']);

describe('an SDK that sends nothing', () => {
  test('passes nothing in the whole suite, which says that it judged nothing', () => {
    const { code, verified, verdicts } = audit('audit:null');
    const statuses = new Set([...verdicts.values()].flat().map(({ status }) => status));
    expect(statuses).toEqual(new Set(['untestable', 'skip']));
    expect(code).toBe(3);
    expect(verified).toMatch(/^not verified: .*wire dead \(2 events in, 0 messages out\); 0 of \d+ scenarios played/);
  });
});

describe('an SDK that is wrong about sessions', () => {
  test.each(['audit:echo', 'audit:parrot'])(
    '%s is caught in every section in which it is wrong, by every scenario that says so',
    (target) => {
      const { code, stdout, verified } = runOf(target);
      const { wrong, caught: found, escaped } = caught(target, runOf(target), selectors);
      expect(wrong.length).toBeGreaterThan(1);
      expect(found).toEqual(wrong);
      expect(escaped).toEqual([]);
      expect(code).toBe(1);
      expect(stdout).toContain("(jsdom, an audit SDK of Lapse, no vendor's)");
      expect(verified).toMatch(/^verified: clock obeys by exactly 31m, wire alive; .*; SDK sha256:[0-9a-f]{12}$/);
    },
  );
});

describe('invented session fields that calls return', () => {
  test('change no verdict but that on what is returned', () => {
    const [echo, parrot] = [runOf('audit:echo'), runOf('audit:parrot')];
    const withoutReturns = ({ verdicts }: AuditRun) =>
      [...verdicts].map(([id, each]) => [id, each.filter(({ check }) => !ofReturns.has(check))]);
    expect(withoutReturns(parrot)).toEqual(withoutReturns(echo));
    const returned = [...parrot.verdicts.values()].flat().filter(({ check }) => check === 'expected-return');
    expect(returned.some(({ observed }) => /^\d{13}$/.test(observed))).toBe(true);
    expect(returned.filter(({ status }) => status === 'pass')).toEqual([]);
  });
});
