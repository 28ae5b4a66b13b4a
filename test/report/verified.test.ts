import { describe, expect, test } from 'vitest';
import { reporters } from '../../src/report/index.js';
import { verifiedLine } from '../../src/report/verified.js';
import { caseResult, runResult, verdict } from './fixture.js';

const { target } = runResult();
const script = 'sha256:0123456789ab';

describe('what was verified', () => {
  test('is the probes, how much was played and judged, and what was run', () => {
    expect(verifiedLine(runResult({ target: { ...target, script } }))).toBe(
      'verified: clock obeys by exactly 31m, wire alive; 1 of 1 scenario played, 1 check; SDK sha256:0123456789ab',
    );
    expect(verifiedLine(runResult({ target: { ...target, executed: false } }))).toMatch(/; no SDK executed$/);
  });

  test('counts no scenario that was not played', () => {
    const { trace: _trace, ...skipped } = caseResult({ id: 'timeout/skipped' });
    expect(verifiedLine(runResult({ cases: [caseResult(), skipped] }))).toContain('1 of 2 scenarios played, 2 checks');
    const busy = caseResult({ verdicts: [verdict(), verdict({ step: 4 }), verdict({ step: 5 })] });
    expect(verifiedLine(runResult({ cases: [busy, skipped] }))).toContain('1 of 2 scenarios played, 4 checks');
  });

  test('is nothing when a probe fails, with what it saw', () => {
    const clock = { probe: 'clock', ok: false, message: 'it stood still' } as const;
    const wire = { probe: 'wire', ok: true, message: 'one call, one message' } as const;
    expect(verifiedLine(runResult({ probes: [clock, wire] }))).toMatch(
      /^not verified: clock does not obey \(it stood still\), wire alive; /,
    );
    expect(verifiedLine(runResult({ probes: [clock, { ...wire, ok: false, message: 'it stood still' }] }))).toMatch(
      /^not verified: it cannot be judged, it stood still; /,
    );
    expect(verifiedLine(runResult({ probes: [clock] }))).toMatch(
      /^not verified: clock does not obey \(it stood still\); /,
    );
    expect(verifiedLine(runResult({ probes: [] }))).toMatch(/^not verified: nothing was probed; /);
  });

  test('is in the files of every reporter, word by word, but of the badge, which has room for a few', () => {
    const result = runResult({ target: { ...target, script } });
    for (const { id, files } of [...reporters.values()].filter((each) => each.id !== 'badge')) {
      expect(
        [...files(result).values()].some((content) => content.includes(verifiedLine(result))),
        id,
      ).toBe(true);
    }
  });
});
