import type { LogEntry } from '../../record/trace.js';
import type { Check } from '../check.js';
import { compareExpectations } from '../expectation-finding.js';

const severity: Readonly<Record<LogEntry['level'], number>> = { debug: 0, info: 1, warn: 2, error: 3 };

/** The author's `logs`: the SDK tells the developer about something during a step. */
export const expectedLog: Check = {
  id: 'expected-log',
  title: 'the SDK warns the developer where the scenario says',
  run({ case: scenario, observed }) {
    return compareExpectations(this.id, scenario, ({ logs }, step) => {
      if (logs === undefined) return undefined;
      const lines = observed.logs.filter((line) => line.step === step && severity[line.level] >= severity[logs]);
      return {
        holds: lines.length > 0,
        expected: `a line of severity ${logs} or worse in the SDK's log`,
        observed: lines[0] === undefined ? 'none' : `${lines[0].level}: ${lines[0].text}`,
      };
    });
  },
};
