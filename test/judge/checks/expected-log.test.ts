import { describe, expect, test } from 'vitest';
import { expectedLog } from '../../../src/judge/checks/expected-log.js';
import type { LogEntry } from '../../../src/record/trace.js';
import { caseOf, contextOf, load, traceOf } from '../fixture.js';

const scenario = caseOf([load], { 0: { logs: 'warn' } });
const quiet = caseOf([load], { 0: { logs: 'none' } });
const trace = traceOf(scenario);
const common = { check: 'expected-log', requirement: 'SES-TIMEOUT-003' };

/** The trace with one line in the log. */
function logging(level: LogEntry['level'], step = 0) {
  const at = { step, device: 'device1', client: 'tab1', elapsedMs: 0, wallMs: 0 };
  return contextOf(scenario, {
    ...trace,
    entries: [...trace.entries, { kind: 'log', ...at, level, text: 'too short' }],
  });
}

describe('expected-log', () => {
  test.each(['warn', 'error'] as const)('passes for a line of severity %s during the step', (level) => {
    expect(expectedLog.run(logging(level))).toEqual([
      {
        ...common,
        outcome: 'pass',
        step: 0,
        expected: "a line of severity warn or worse in the SDK's log",
        observed: `${level}: too short`,
        message: `step 1: ${level}: too short`,
      },
    ]);
  });

  test('passes for the warning of the engine', () => {
    const short = caseOf([{ kind: 'load', config: { sessions: { timeout: 1 } } }], { 0: { logs: 'warn' } });
    expect(expectedLog.run(contextOf(short))).toMatchObject([{ outcome: 'pass' }]);
  });

  test.each(['debug', 'info'] as const)('fails when there is only a line of severity %s', (level) => {
    expect(expectedLog.run(logging(level))).toEqual([
      {
        ...common,
        outcome: 'fail',
        step: 0,
        expected: "a line of severity warn or worse in the SDK's log",
        observed: 'none',
        message: "step 1: expected a line of severity warn or worse in the SDK's log, observed none",
      },
    ]);
  });

  test('fails when the line was written during another step, or not at all', () => {
    expect(expectedLog.run(logging('warn', 1))).toMatchObject([{ outcome: 'fail' }]);
    expect(expectedLog.run(contextOf(scenario))).toMatchObject([{ outcome: 'fail' }]);
  });

  test('a warning is not enough where an error is expected', () => {
    const severe = caseOf([load], { 0: { logs: 'error' } });
    expect(expectedLog.run({ ...logging('warn'), case: severe })).toMatchObject([{ outcome: 'fail' }]);
    expect(expectedLog.run({ ...logging('error'), case: severe })).toMatchObject([{ outcome: 'pass' }]);
  });

  test.each(['warn', 'error'] as const)('fails for a line of severity %s where nobody is to be warned', (level) => {
    expect(expectedLog.run({ ...logging(level), case: quiet })).toEqual([
      {
        ...common,
        outcome: 'fail',
        step: 0,
        expected: "no line of severity warn or worse in the SDK's log",
        observed: `${level}: too short`,
        message: `step 1: expected no line of severity warn or worse in the SDK's log, observed ${level}: too short`,
      },
    ]);
  });

  test.each(['debug', 'info'] as const)('passes for a line of severity %s where nobody is to be warned', (level) => {
    const passed = { outcome: 'pass', observed: 'none', message: 'step 1: none' };
    expect(expectedLog.run({ ...logging(level), case: quiet })).toMatchObject([passed]);
    expect(expectedLog.run({ ...logging('warn', 1), case: quiet })).toMatchObject([passed]);
    expect(expectedLog.run(contextOf(quiet))).toMatchObject([passed]);
  });

  test('the engine, which warns of a short timeout, contradicts who expects no warning', () => {
    const short = caseOf([{ kind: 'load', config: { sessions: { timeout: 1 } } }], { 0: { logs: 'none' } });
    expect(expectedLog.run(contextOf(short))).toMatchObject([{ outcome: 'fail' }]);
  });

  test('says nothing where the author says nothing', () => {
    expect(expectedLog.run({ ...logging('warn'), case: caseOf([load]) })).toEqual([]);
  });
});
