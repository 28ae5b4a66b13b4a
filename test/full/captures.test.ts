import { describe, expect, test } from 'vitest';
import type { Rules } from '../../src/engine/rules.js';
import { simulate } from '../../src/engine/simulate.js';
import type { Case } from '../../src/record/case.js';
import type { Step } from '../../src/record/timeline.js';
import type { Verdict } from '../../src/record/verdict.js';
import { allCases } from '../../src/scenario/cases.js';
import { loadScenarioFiles } from '../../src/scenario/load-scenarios.js';
import { whySkipped } from '../../src/suite/applicability.js';
import { judgeCapture } from '../../src/suite/capture/judge-capture.js';
import { judgePlayed } from '../../src/suite/judge-played.js';
import { bench, captureOf, phoneStartMs, quirkRules, rightRules } from '../suite/capture/phone.js';

/**
 * The promise: a capture never blames an SDK for what a harness finds right, and never lets it pass for what a harness
 * finds wrong, unless it says that it does not see it. Every scenario for a phone is played by somebody who takes his time.
 */
const cases = allCases(loadScenarioFiles(), bench.policy).filter(
  (each) => whySkipped(each, { platform: 'mobile', environment: 'device' }, bench) === undefined,
);

const isFailure = ({ status }: Verdict): boolean => status === 'fail' || status === 'warn';

/** A moment before everything that is done, and longer waits. */
function slowly(step: Step): Step[] {
  if (step.action.kind === 'wait' || step.action.kind === 'sleep') {
    return [{ ...step, action: { ...step.action, durationMs: step.action.durationMs + 900 } }];
  }
  return [{ ...step, action: { kind: 'wait', durationMs: 700 } }, step];
}

function captured(scenario: Case, rules: Rules): readonly Verdict[] {
  const steps = scenario.timeline.steps.flatMap(slowly);
  const { entries } = simulate({ id: 'phone', startMs: phoneStartMs, steps }, bench.policy, rules);
  const capture = captureOf(entries.flatMap((entry) => (entry.kind === 'message' ? [entry.body] : [])));
  const { result } = judgeCapture(capture, scenario, { bench, toleranceMs: 5_000, asOf: '2026-11-26' });
  expect(result.faults).toEqual([]);
  return result.cases.flatMap(({ verdicts }) => verdicts);
}

function played(scenario: Case, rules: Rules): readonly Verdict[] {
  const trace = simulate(scenario.timeline, bench.policy, rules);
  return judgePlayed(scenario, { trace }, 'harness', bench).result.verdicts;
}

describe('a capture of every scenario', () => {
  test('of an SDK that is right has no failure, and more than half of them are judged', () => {
    const all = cases.map((scenario) => ({ id: scenario.id, verdicts: captured(scenario, rightRules) }));
    expect(all.filter(({ verdicts }) => verdicts.some(isFailure)).map(({ id }) => id)).toEqual([]);
    const judged = all.filter(({ verdicts }) => verdicts.some(({ status }) => status === 'pass'));
    expect(judged.length).toBeGreaterThan(all.length / 2);
  });

  test('of an SDK with quirks fails where a harness sees it fail, or says what it does not see', () => {
    const failing: string[] = [];
    const differing: string[] = [];
    for (const scenario of cases) {
      const byHand = captured(scenario, quirkRules);
      if (byHand.every(({ status }) => status === 'untestable')) continue;
      const unseen = new Set(byHand.filter(({ status }) => status === 'skip').map(({ check }) => check));
      const inHarness = played(scenario, quirkRules).filter((each) => isFailure(each) && !unseen.has(each.check));
      if (byHand.some(isFailure)) failing.push(scenario.id);
      if (byHand.some(isFailure) !== inHarness.length > 0) differing.push(scenario.id);
    }
    expect(differing).toEqual([]);
    expect(failing.length).toBeGreaterThan(10);
  });
});
