import { expect, test } from 'vitest';
import { faultsOf, scenario } from './scenario-input.js';

test('durations that are wrong are told beside what else is wrong in the file', () => {
  const steps = `
  - lood
  - wait: -5m
  - sleep: 5 minutes
  - setClock: -5m
  - wait: timeout - 1h
  - wait: 109500d
  - wait: [5m]
  - wait: ''
  - setClock: 1h +
`;
  expect(faultsOf(scenario(steps))).toMatchInlineSnapshot(`
    [
      "6:5: unknown step without a value "lood" (did you mean "load"?); allowed: load, startSession, endSession, reset, getSessionId, consent, reload, restart, crash, close, background, foreground, freeze, thaw",
      "7:11: steps[1].wait is "-5m"; allowed: a duration that is not negative; setClock sets a clock back",
      "8:12: "5" in the duration "5 minutes" has no unit; allowed: a number with ms, s, m, h or d",
      "11:11: the duration "109500d" is too long; allowed: at most 104166d 16h",
      "12:11: steps[6].wait is ["5m"]; allowed: a duration such as 30m or timeout + 1ms",
      "13:11: steps[7].wait is an empty text; allowed: a text of at least one character",
      "14:15: the duration "1h +" lacks a term at its end; allowed: a duration such as 30m, 1h 30m, timeout + 1ms, 3 * timeout or cutOff - 5m",
    ]
  `);
});

test('a negative wait is wrong under every policy', () => {
  expect(faultsOf(scenario('  - load\n  - wait: -5m\n  - sleep: 1m - 2m\n'))).toMatchInlineSnapshot(`
    [
      "6:11: steps[1].wait is "-5m"; allowed: a duration that is not negative; setClock sets a clock back",
      "7:12: steps[2].sleep is "1m - 2m"; allowed: a duration that is not negative; setClock sets a clock back",
    ]
  `);
});
