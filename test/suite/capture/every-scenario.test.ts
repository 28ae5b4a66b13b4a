import { describe, expect, test } from 'vitest';
import type { Rules } from '../../../src/engine/rules.js';
import { loadScenarioFiles } from '../../../src/scenario/load-scenarios.js';
import { allCases } from '../../../src/scenario/cases.js';
import { whySkipped } from '../../../src/suite/applicability.js';
import { judgeCapture } from '../../../src/suite/capture/judge-capture.js';
import { simulate } from '../../../src/engine/simulate.js';
import type { Step } from '../../../src/record/timeline.js';
import { bench, captureOf, phoneStartMs, rightRules, quirkRules } from './phone.js';

test('x', () => {
  const cases = allCases(loadScenarioFiles(), bench.policy).filter((c) => whySkipped(c, { platform: 'mobile', environment: 'device' }, bench) === undefined);
  const t = performance.now();
  const reasons = new Map<string, string[]>();
  let quirkFails = 0;
  for (const scenario of cases) {
    const slow = (step: Step): Step[] => {
      const pause: Step = { ...step, action: { kind: 'wait', durationMs: 700 } };
      return step.action.kind === 'wait' ? [{ ...step, action: { ...step.action, durationMs: step.action.durationMs + 900 } }] : [pause, step];
    };
    const steps = scenario.timeline.steps.flatMap(slow);
    const run = (rules: Rules) => {
    const { entries } = simulate({ id: 'phone', startMs: phoneStartMs, steps }, bench.policy, rules);
    const messages = entries.flatMap((entry) => (entry.kind === 'message' ? [entry.body] : []));
    return judgeCapture(captureOf(messages), scenario, { bench, toleranceMs: 5_000, asOf: '2026-01-01' }).result; };
    const result = run(rightRules);
    const bad = result.cases[0]!.verdicts.find((v) => !['pass', 'skip', 'characterization'].includes(v.status));
    const key = bad === undefined ? 'ok' : bad.status === 'untestable' ? 'untestable ' + bad.message.replace(/step \d+/g, 'step N').slice(0, 90) : `${bad.status} ${bad.check}`;
    reasons.set(key, [...(reasons.get(key) ?? []), scenario.id + (result.faults.length ? ' FAULT' + result.faults[0]!.message : '')]);
    if (run(quirkRules).cases[0]!.verdicts.some((v) => v.status === 'fail')) quirkFails++;
  }
  console.log(performance.now() - t, cases.length, quirkFails);
  for (const [k, v] of [...reasons].sort((a, b) => b[1].length - a[1].length)) console.log(v.length, k, v.slice(0, 3), v.filter(x => x.includes('FAULT')).slice(0, 3));
});
